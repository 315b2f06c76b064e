import KyotakuScenarios
import XCTest

final class ScenarioTests: XCTestCase {
    func testEveryVisitGoesAsItIsWritten() async throws {
        try await assertAllGoAsTheyAreWritten(try visits(in: scenarios.appending(path: "visits")))
    }

    func testEveryCaseOfTheTableGoesAsAWholeVisit() async throws {
        try await assertAllGoAsTheyAreWritten(try cases(in: scenarios.appending(path: "consent.json")))
    }

    private func assertAllGoAsTheyAreWritten(_ visits: [Visit]) async throws {
        let reports = await playAll(visits, on: try Stage())
        for report in reports { XCTFail(report) }
        print("\(visits.count - reports.count) of \(visits.count) visits went as they are written")
    }
}
