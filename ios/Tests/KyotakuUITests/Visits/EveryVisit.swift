import KyotakuCore
import KyotakuScenarios

/// Every visit there is, played once through the app's screens, for all the tests that want to know how it went or what was
/// seen.
@MainActor enum EveryVisit {
    /// What came of it.
    struct Played {
        let visits: Int
        /// Of those that did not go as they are written.
        let reports: [String]
        /// Every screen that a step looked at, each once, in a fixed order.
        let screens: [MetScreen]
    }

    private static var playing: Task<Played, any Error>?

    static func played() async throws -> Played {
        let task = playing ?? Task { try await play() }
        playing = task
        return try await task.value
    }

    private static func play() async throws -> Played {
        let all =
            try visits(in: scenarios.appending(path: "visits")) + cases(in: scenarios.appending(path: "consent.json"))
        let screens = MetScreens()
        let reports = await playAll(all, on: try Stage()) { scene, visit in
            try await Hand(scene, onLook: { hand, number in screens.add(hand, in: visit, number: number) })
        }
        return Played(visits: all.count, reports: reports, screens: screens.inOrder)
    }
}
