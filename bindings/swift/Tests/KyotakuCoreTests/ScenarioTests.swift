import KyotakuScenarios
import XCTest

/// A few visits through the views themselves: of each file of visits the first, and the first case of the table. All of them
/// are played through the screens of the iPhone app, by its tests.
final class ScenarioTests: XCTestCase {
    func testTheFirstVisitOfEachFileGoesAsItIsWritten() async throws {
        var files: Set<String> = []
        let all =
            try visits(in: scenarios.appending(path: "visits")) + cases(in: scenarios.appending(path: "consent.json"))
        let first = all.filter { files.insert($0.file).inserted }
        XCTAssertGreaterThan(first.count, 10)
        let reports = await playAll(first, on: try Stage())
        for report in reports { XCTFail(report) }
        print("\(first.count - reports.count) of \(first.count) visits went as they are written")
    }
}
