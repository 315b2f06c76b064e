import KyotakuScenarios
import XCTest

/// Every visit there is, through the app's real screens into the real core.
final class EveryVisitTests: XCTestCase {
    func testEveryVisitGoesAsItIsWrittenThroughTheScreens() async throws {
        let all =
            try visits(in: scenarios.appending(path: "visits")) + cases(in: scenarios.appending(path: "consent.json"))
        let reports = await playAll(all, on: try Stage()) { try await Hand($0) }
        for report in reports { XCTFail(report) }
        print("\(all.count - reports.count) of \(all.count) visits went as they are written")
    }
}
