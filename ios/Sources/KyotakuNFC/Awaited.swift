import Foundation

/// A call of the core's that waits. It ends once, with whatever comes first: an answer, a failure, or its own cancellation. What
/// comes later is told that nobody waits any more.
final class Awaited<Value: Sendable>: @unchecked Sendable {
    // Under the lock: both the core's threads and the session's queue come here.
    private let lock = NSLock()
    private var outcome: Result<Value, any Error>?
    private var waiting: CheckedContinuation<Value, any Error>?

    var isOver: Bool { lock.withLock { outcome != nil } }

    /// Ends it; false if it was over.
    @discardableResult
    func end(_ outcome: Result<Value, any Error>) -> Bool {
        lock.lock()
        guard self.outcome == nil else {
            lock.unlock()
            return false
        }
        self.outcome = outcome
        let waiting = self.waiting
        self.waiting = nil
        // Whoever goes on may come back here at once.
        lock.unlock()
        waiting?.resume(with: outcome)
        return true
    }

    /// Waits for the end. Once: a call has one caller.
    func value() async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                lock.lock()
                let outcome = self.outcome
                if outcome == nil { waiting = continuation }
                lock.unlock()
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            end(.failure(CancellationError()))
        }
    }
}
