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

    func testInTheLargestLettersAnswersStandBelowEachOtherEachInTheWholeWidthAndAsHighAsTheLongest() {
        let words = ["同意する", "同意しない"]
        // A mark, the words, and the edges of an answer.
        let (mark, between, edges) = (Largest.title2, CGFloat(6), CGFloat(20))
        let plan = Alike.plan(
            count: 2, gap: Space.near, width: narrow,
            ideal: { mark + between + Largest.title2 * CGFloat(words[$0].count) + edges },
            height: { Largest.title2 * lines(words[$0], Largest.title2, within: $1 - mark - between - edges) + 24 })
        XCTAssertEqual(plan.frames.map(\.minX), [0, 0])
        XCTAssertEqual(plan.frames[0].width, narrow)
        XCTAssertEqual(plan.frames[0].height, Largest.title2 * 2 + 24, "three letters in a line, and two lines")
        assertAlike(plan)
        assertNothingLiesOnAnother(plan)
    }

    func testInTheLargestLettersADigitFitsIntoItsKeyAndWhatTakesOneBackStandsBelow() {
        // A key's edges. A digit is narrower than a letter of Japanese.
        let edges = 2 * Space.line
        let ideal = { (place: Int) in place == 10 ? Largest.callout * 5 + edges : Largest.title + edges }
        let plan = PadKeys.plan(
            count: 11, gap: Space.near, width: narrow, ideal: ideal,
            height: { $0 == 10 ? Largest.callout * lines("1文字消す", Largest.callout, within: $1 - edges) : 66 })
        XCTAssertTrue(plan.frames.dropLast().allSatisfy { $0.width >= Largest.title + edges })
        XCTAssertEqual(plan.frames[10].width, narrow)
        XCTAssertEqual(plan.frames[10].minY, 4 * (66 + Space.near))
        assertNothingLiesOnAnother(plan)
    }

    func testInTheLargestLettersEachStepHasALineAndAnItemStandsAboveWhatHoldsForIt() {
        // A number in a round, and two letters.
        let step = Largest.title2 * 1.3 + Space.near + Largest.body * 2
        let steps = flow(width: narrow, [step, step, step], atTheEnds: false)
        XCTAssertEqual(steps.frames.map(\.minX), [0, 0, 0])
        assertNothingLiesOnAnother(steps)

        let item = Largest.body * CGFloat("特定健診情報".count)
        let rows = flow(width: narrow, [item, Largest.body * CGFloat("同意する".count)], atTheEnds: true)
        XCTAssertEqual(rows.frames.map(\.minX), [0, 0])
        XCTAssertEqual(rows.frames[0].size, CGSize(width: narrow, height: 2 * 20), "it is broken within its line")
        assertNothingLiesOnAnother(rows)
    }

    /// Of the narrowest iPhone's display, zoomed, without the page's edges.
    private let narrow = 320 - 2 * Space.inside

    /// How many lines words need. Every letter is as wide as its size, as those of Japanese are.
    private func lines(_ words: String, _ letter: CGFloat, within width: CGFloat) -> CGFloat {
        ceil(CGFloat(words.count) / floor(width / letter))
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

/// The text styles in the largest letters that iOS has: AX5, in Apple's Human Interface Guidelines, "Typography".
private enum Largest {
    static let title: CGFloat = 58
    static let title2: CGFloat = 56
    static let body: CGFloat = 53
    static let callout: CGFloat = 51
}
