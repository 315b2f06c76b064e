import XCTest

/// Every visit there is, through the app's real screens into the real core.
@MainActor final class EveryVisitTests: XCTestCase {
    func testEveryVisitGoesAsItIsWrittenThroughTheScreens() async throws {
        let played = try await EveryVisit.played()
        for report in played.reports { XCTFail(report) }
        print("\(played.visits - played.reports.count) of \(played.visits) visits went as they are written")
    }
}
