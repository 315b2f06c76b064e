import Observation

/// Whether the phone was left alone for so long that what it shows has to be covered. The visit goes on under it.
@MainActor @Observable public final class LeftAlone {
    /// Whether it is covered. A touch does not change that.
    public private(set) var covered = false

    @ObservationIgnored private var touchedAt: ContinuousClock.Instant
    @ObservationIgnored private let now: @MainActor () -> ContinuousClock.Instant

    /// The clock goes on while the phone sleeps.
    public init(now: @escaping @MainActor () -> ContinuousClock.Instant = { ContinuousClock.now }) {
        self.now = now
        touchedAt = now()
    }

    /// Somebody touched it.
    public func touched() {
        if !covered { touchedAt = now() }
    }

    /// Somebody showed that it is theirs.
    public func uncover() {
        touchedAt = now()
        covered = false
    }

    /// Whether it has to be covered now, also where nobody has looked since that came to be. No limit covers nothing, and lifts
    /// no cover.
    public func isDue(_ limit: Duration?) -> Bool {
        covered || limit.map { left($0) <= .zero } ?? false
    }

    /// Covers it if nobody touched it for so long.
    public func look(_ limit: Duration?) {
        if !covered && isDue(limit) { covered = true }
    }

    /// Waits until nobody has touched it for so long, and covers it; returns when it is covered, or when this is cancelled.
    public func watch(_ limit: Duration?) async {
        guard let limit else { return }
        while !covered && !Task.isCancelled {
            look(limit)
            if !covered { try? await Task.sleep(for: left(limit)) }
        }
    }

    private func left(_ limit: Duration) -> Duration {
        limit - touchedAt.duration(to: now())
    }
}
