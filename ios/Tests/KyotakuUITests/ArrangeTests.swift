import Foundation
import XCTest

@testable import KyotakuUI

/// Where things stand, by how much room there is: worked out here as on a phone. Nothing is laid out on Linux.
final class ArrangeTests: XCTestCase {
    func testAnswersStandSideBySideWhileEachFitsOnOneLine() {
        let plan = alike(width: 308, ideal: [150, 90])
        XCTAssertEqual(plan.frames.map(\.minX), [0, 158])
        XCTAssertEqual(Set(plan.frames.map(\.minY)), [0])
        assertAlike(plan)
        XCTAssertEqual(plan.whole, CGSize(width: 308, height: 64))
    }

    func testOneThatDoesNotFitPutsAllBelowEachOther() {
        let plan = alike(width: 308, ideal: [151, 90])
        XCTAssertEqual(plan.frames.map(\.minX), [0, 0])
        XCTAssertEqual(plan.frames.map(\.minY), [0, 72])
        XCTAssertEqual(plan.frames.map(\.width), [308, 308])
        assertAlike(plan)
        XCTAssertEqual(plan.whole.height, 136)
    }

    func testOneThatNeedsMoreLinesMakesAllAsHigh() {
        let plan = alike(width: 300, ideal: [700, 90])
        assertAlike(plan)
        XCTAssertEqual(plan.frames[0].height, 3 * 64)
    }

    func testNoneAndOneAreLaidOutToo() {
        XCTAssertEqual(alike(width: 300, ideal: []).whole, CGSize(width: 300, height: 0))
        XCTAssertEqual(alike(width: 300, ideal: [90]).frames, [CGRect(x: 0, y: 0, width: 300, height: 64)])
    }

    func testThePadIsATelephonesWithItsLastDigitInTheMiddle() {
        let plan = pad(width: 316, delete: 80)
        XCTAssertEqual(plan.frames.count, 11)
        XCTAssertEqual(plan.frames[3].origin, CGPoint(x: 0, y: 72))
        XCTAssertEqual(plan.frames[9].origin, CGPoint(x: 108, y: 216), "the last digit")
        XCTAssertEqual(plan.frames[10].origin, CGPoint(x: 216, y: 216), "what takes a digit back")
        assertAlike(plan)
        assertNothingLiesOnAnother(plan)
    }

    func testWhatTakesADigitBackStandsBelowWhereItsWordsNeedMoreThanAKey() {
        let plan = pad(width: 316, delete: 101)
        XCTAssertEqual(plan.frames[10], CGRect(x: 0, y: 288, width: 316, height: 64))
        XCTAssertEqual(plan.whole.height, 352)
        assertNothingLiesOnAnother(plan)
    }

    func testALineIsFilledAndThenTheNext() {
        let plan = flow(width: 300, [100, 100, 100], atTheEnds: false)
        XCTAssertEqual(plan.frames.map(\.origin), [.zero, CGPoint(x: 116, y: 0), CGPoint(x: 0, y: 28)])
        XCTAssertEqual(plan.whole, CGSize(width: 300, height: 48))
    }

    func testTwoStandAtTheEndsOfALineOrBelowEachOther() {
        XCTAssertEqual(flow(width: 300, [100, 100], atTheEnds: true).frames.map(\.minX), [0, 200])
        let below = flow(width: 210, [100, 100], atTheEnds: true)
        XCTAssertEqual(below.frames.map(\.minX), [0, 0])
        XCTAssertEqual(below.frames.map(\.minY), [0, 28])
    }

    func testWhatIsWiderThanALineIsBrokenWithinIt() {
        let plan = flow(width: 100, [250], atTheEnds: false)
        XCTAssertEqual(plan.frames, [CGRect(x: 0, y: 0, width: 100, height: 60)])
    }

    /// Words of this width on one line, which is 64 high.
    private func alike(width: CGFloat, ideal: [CGFloat]) -> Plan {
        Alike.plan(
            count: ideal.count, gap: 8, width: width, ideal: { ideal[$0] }, height: { 64 * ceil(ideal[$0] / $1) })
    }

    private func pad(width: CGFloat, delete: CGFloat) -> Plan {
        PadKeys.plan(
            count: 11, gap: 8, width: width, ideal: { $0 == 10 ? delete : 30 },
            height: { 64 * ceil(($0 == 10 ? delete : 30) / $1) })
    }

    private func flow(width: CGFloat, _ ideal: [CGFloat], atTheEnds: Bool) -> Plan {
        Flow.plan(count: ideal.count, between: 16, atTheEnds: atTheEnds, width: width) { place, width in
            guard let width, width < ideal[place] else { return CGSize(width: ideal[place], height: 20) }
            return CGSize(width: width, height: 20 * ceil(ideal[place] / width))
        }
    }

    private func assertAlike(_ plan: Plan, file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertEqual(Set(plan.frames.map(\.width)).count, 1, "the same width", file: file, line: line)
        XCTAssertEqual(Set(plan.frames.map(\.height)).count, 1, "the same height", file: file, line: line)
    }

    private func assertNothingLiesOnAnother(_ plan: Plan, file: StaticString = #filePath, line: UInt = #line) {
        for (place, frame) in plan.frames.enumerated() {
            XCTAssertTrue(CGRect(origin: .zero, size: plan.whole).contains(frame), file: file, line: line)
            for other in plan.frames.dropFirst(place + 1) {
                XCTAssertFalse(frame.intersects(other), "\(frame) and \(other)", file: file, line: line)
            }
        }
    }
}
