import Foundation
import KyotakuCore

/// Counts what the core tells, and wakes who waits for more.
public final class Changes: Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var told = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    public init() {}

    /// How often something was told.
    public var count: Int {
        lock.withLock { told }
    }

    public func changed() {
        let awake = lock.withLock {
            told += 1
            let awake = waiting
            waiting = []
            return awake
        }
        for wake in awake { wake.resume() }
    }

    /// Returns when more was told than this.
    public func more(than seen: Int) async {
        await withCheckedContinuation { wake in
            let isThere = lock.withLock {
                if told > seen { return true }
                waiting.append(wake)
                return false
            }
            if isThere { wake.resume() }
        }
    }
}
