import Foundation
import KyotakuCore

/// Counts how often something happened, and wakes who waits for more. As an observer it counts what the core tells.
public final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var counted = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    public init() {}

    /// How often it happened.
    public var count: Int {
        lock.withLock { counted }
    }

    /// It happened.
    public func add() {
        wake { $0 += 1 }
    }

    /// Waits until it happened more often than `seen`. Whether it did within the time.
    public func more(than seen: Int, until end: ContinuousClock.Instant) async -> Bool {
        let alarm = Task {
            try await Task.sleep(until: end, clock: .continuous)
            wake { _ in }
        }
        defer { alarm.cancel() }
        while count <= seen {
            if ContinuousClock.now >= end { return false }
            await woken(unless: { $0 > seen || ContinuousClock.now >= end })
        }
        return true
    }

    /// Waits until it happened so often.
    public func reach(_ times: Int, _ what: String) async throws {
        guard await more(than: times - 1, until: .now + Shell.patience) else {
            throw Failure("\(what) happened \(count) times; waited \(Shell.patience)")
        }
    }

    private func wake(_ change: (inout Int) -> Void) {
        let awake = lock.withLock {
            change(&counted)
            defer { waiting = [] }
            return waiting
        }
        for each in awake { each.resume() }
    }

    private func woken(unless isOver: (Int) -> Bool) async {
        await withCheckedContinuation { wake in
            let sleeps = lock.withLock {
                if isOver(counted) { return false }
                waiting.append(wake)
                return true
            }
            if !sleeps { wake.resume() }
        }
    }
}

extension Tally: Observer {
    public func changed() {
        add()
    }
}
