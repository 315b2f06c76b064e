import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// The sheet, and the session under it: it stays while the core has something to say or another card to ask for, and no longer.
final class SheetTests: XCTestCase {
    private let owner = Owner()
    private var phone = FakePhone.current
    private var reader = PhoneReader()
    private let card = FakeCard { _ in ok }

    override func setUp() async throws {
        phone = try .withTheApp()
        reader = PhoneReader(linger: .seconds(60), pause: .milliseconds(2))
        reader.follow(owner)
    }

    private func say(_ words: SheetWords?) {
        owner.words = words
        reader.wordsChanged()
    }

    private func over() async throws -> FakePhone.Look {
        try await eventually("the sheet is closed") { self.phone.last?.isOver == true }
        return try XCTUnwrap(phone.last)
    }

    func testItFollowsTheCoresWordsAndSaysNoneTwice() async throws {
        phone.lay(card)
        let channel = try await reader.connect()
        for words in ["verifying", "verifying", "reading"] {
            say(.going(words))
            try await eventually("it says so") { self.phone.last?.messages.last == words }
        }
        say(.done("read"))
        XCTAssertEqual(phone.last?.isOver, false)
        channel.letGo()
        let sheet = try await over()
        XCTAssertEqual(sheet.messages, ["going", "verifying", "reading", "read"])
        XCTAssertNil(sheet.failure)
        XCTAssertTrue(sheet.wasEndedByApp)
    }

    func testAfterTheCardItWaitsForWhatBecameOfItAndSaysThat() async throws {
        phone.lay(card)
        let channel = try await reader.connect()
        channel.letGo()
        say(.going("decoding"))
        // Another call goes through the same queue: by then the release was seen, too.
        XCTAssertEqual(phone.last?.isOver, false)
        say(.failed("it left\nlay it again"))
        let sheet = try await over()
        XCTAssertEqual(sheet.failure, "it left\nlay it again")
        XCTAssertEqual(sheet.messages.last, "going")
    }

    func testAnotherCardIsLookedForUnderTheSameSheet() async throws {
        phone.lay(card)
        let first = try await reader.connect()
        phone.takeAway()
        first.letGo()
        phone.lay(card)
        let second = try await reader.connect()
        _ = try await second.transceive(command: select.command)
        do {
            _ = try await first.transceive(command: verify.command)
            XCTFail("the first channel still answers")
        } catch { XCTAssertEqual(error as? LinkError, .CardGone) }
        first.letGo()
        _ = try await second.transceive(command: select.command)
        XCTAssertEqual(phone.sessions.count, 1)
        XCTAssertEqual(phone.last?.restarts, 1)
        XCTAssertEqual(card.commands, [select, select])
    }

    func testACardThatIsAskedForWhileTheSheetIsClosedHasASessionOfItsOwnWhenThatIsOver() async throws {
        phone = try .withTheApp(lastWords: .milliseconds(30))
        phone.lay(card)
        for round in 1...5 {
            owner.words = .going("going")
            let channel = try await reader.connect()
            say(.done("done"))
            channel.letGo()
            try await eventually("it says so") { self.phone.last?.messages.last == "done" }
            XCTAssertEqual(phone.sessions.count, round)
        }
        // Had one begun while the sheet of another stood, it would have been refused, and there would be more of them.
        try await eventually("all are over") { self.phone.sessions.allSatisfy(\.isOver) }
        XCTAssertTrue(phone.sessions.allSatisfy { $0.messages == ["going", "done"] && $0.wasEndedByApp })
    }

    func testACallThatIsCancelledWhileTheSheetIsClosedBeginsNoSession() async throws {
        // So long that the call comes, and is cancelled, while the sheet still stands.
        phone = try .withTheApp(lastWords: .seconds(3))
        phone.lay(card)
        let channel = try await reader.connect()
        say(.done("done"))
        channel.letGo()
        let reader = reader
        let connect = Task { try await reader.connect() }
        connect.cancel()
        _ = await connect.result
        _ = try await over()
        // The next one begins in its turn, and is the second.
        owner.words = .going("going")
        _ = try await reader.connect()
        XCTAssertEqual(phone.sessions.count, 2)
    }

    func testWithoutAWordOfTheCoreItIsClosedAfterAWhile() async throws {
        reader = PhoneReader(linger: .milliseconds(20))
        reader.follow(owner)
        phone.lay(card)
        let channel = try await reader.connect()
        channel.letGo()
        let sheet = try await over()
        XCTAssertEqual(sheet.messages, ["going"])
        XCTAssertNil(sheet.failure)
    }

    func testAVisitThatIsOverSaysNothingAndTheSheetIsClosedAtOnce() async throws {
        phone.lay(card)
        let channel = try await reader.connect()
        owner.words = nil
        channel.letGo()
        let sheet = try await over()
        XCTAssertEqual(sheet.messages, ["going"])
    }

    func testACallThatIsCancelledWhileACardIsWaitedForEndsAndACardThatComesIsAskedNothing() async throws {
        let reader = reader
        let connect = Task { try await reader.connect() }
        try await eventually("the session is active") { self.phone.last?.isActive == true }
        connect.cancel()
        let outcome = await connect.result
        XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError) }
        phone.lay(card)
        say(.failed("no card came\ntry again"))
        let sheet = try await over()
        XCTAssertEqual(sheet.failure, "no card came\ntry again")
        XCTAssertEqual(card.commands, [])
    }

    func testACommandThatIsCancelledEndsAndItsLateAnswerReachesNoOther() async throws {
        let gate = Gate()
        let slow = FakeCard { command in
            if command.presents { try await gate.pass() }
            return command.suffix(1) + ok
        }
        // A card of the phone's own kind of answer while it is found.
        phone.lay(FakeCard { $0.isOfThePhone ? ok : try await slow.answer($0) })
        let channel = try await reader.connect()
        let exchange = Task { try await channel.transceive(command: verify.command) }
        try await gate.reached.reach(1, "the exchange")
        exchange.cancel()
        let outcome = await exchange.result
        XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError) }
        gate.letPass()
        let next = try await channel.transceive(command: select.command)
        XCTAssertEqual(next, select.suffix(1) + ok)
    }

    func testASecondCallEndsTheFirstAndHasTheCard() async throws {
        let reader = reader
        let first = Task { try await reader.connect() }
        try await eventually("the session is active") { self.phone.last?.isActive == true }
        let second = Task { try await reader.connect() }
        let outcome = await first.result
        XCTAssertThrowsError(try outcome.get()) { XCTAssertEqual($0 as? LinkError, .CardGone) }
        phone.lay(card)
        _ = try await second.value
        XCTAssertEqual(phone.sessions.count, 1)
    }

    func testWhateverHappensAtOnceEveryCallEnds() async throws {
        reader = PhoneReader(linger: .milliseconds(1), pause: .milliseconds(1))
        reader.follow(owner)
        let (reader, phone, card, owner) = (reader, phone, card, owner)
        let say = { @Sendable (words: SheetWords) in
            owner.words = words
            reader.wordsChanged()
        }
        for round in 0..<300 {
            let connect = Task {
                let channel = try await reader.connect()
                defer { channel.letGo() }
                return try await channel.transceive(command: select.command)
            }
            await withTaskGroup(of: Void.self) { hands in
                hands.addTask { phone.lay(card) }
                hands.addTask { if round % 2 == 0 { connect.cancel() } else { phone.pressCancel() } }
                hands.addTask { if round % 3 == 0 { phone.takeAway() } else { say(.failed("\(round)")) } }
            }
            connect.cancel()
            _ = await connect.result
        }
        try await eventually("every session is over") { phone.sessions.allSatisfy(\.isOver) }
    }
}
