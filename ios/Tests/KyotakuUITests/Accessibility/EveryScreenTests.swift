import SwiftUI
import XCTest

/// Every screen of every visit keeps every rule of accessibility.
@MainActor final class EveryScreenTests: XCTestCase {
    func testEveryRuleHoldsOnEveryScreenByDay() async throws {
        try await assertAllHold(.light)
    }

    func testEveryRuleHoldsOnEveryScreenByNight() async throws {
        try await assertAllHold(.dark)
    }

    private func assertAllHold(_ colours: ColorScheme) async throws {
        let screens = try await EveryVisit.played().screens
        XCTAssertGreaterThan(screens.count, 100)
        var broken: [String: MetScreen.Place] = [:]
        for met in screens {
            let screen = DrawnScreen(met.view, colours)
            for sentence in Rule.all.flatMap({ $0.broken(screen) }) where broken[sentence] == nil {
                broken[sentence] = met.place
            }
        }
        for (sentence, place) in broken.sorted(by: { $0.key < $1.key }) { XCTFail("\(sentence)\n  in \(place)") }
    }
}
