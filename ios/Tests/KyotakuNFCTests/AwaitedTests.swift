import KyotakuCore
import XCTest

@testable import KyotakuNFC

/// A call that waits ends once, whoever comes first.
final class AwaitedTests: XCTestCase {
    func testTheFirstEndIsTheOneAndALaterOneIsToldSo() async throws {
        let call = Awaited<Int>()
        XCTAssertFalse(call.isOver)
        XCTAssertTrue(call.end(.success(1)))
        XCTAssertFalse(call.end(.failure(LinkError.CardGone)))
        let value = try await call.value()
        XCTAssertEqual(value, 1)
    }

    func testOneThatIsCancelledEndsAndAnAnswerAfterItIsToldThatNobodyWaits() async throws {
        let call = Awaited<Int>()
        let waiting = Task { try await call.value() }
        waiting.cancel()
        let outcome = await waiting.result
        XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError) }
        XCTAssertTrue(call.isOver)
        XCTAssertFalse(call.end(.success(1)))
    }

    func testOfManyThatEndItAtOnceOneDoes() async throws {
        for _ in 0..<200 {
            let call = Awaited<Int>()
            let first = await withTaskGroup(of: Int?.self) { ends in
                for number in 0..<8 { ends.addTask { call.end(.success(number)) ? number : nil } }
                return await ends.reduce(into: []) { firsts, one in one.map { firsts.append($0) } }
            }
            let value = try await call.value()
            XCTAssertEqual(first, [value])
        }
    }
}
