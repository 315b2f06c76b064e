import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// A session that ends, by whomever and at whatever moment: each call of the core's ends once, and nothing goes on.
final class SessionEndTests: XCTestCase {
    private let owner = Owner()
    private var phone = FakePhone.current
    private var reader = PhoneReader()

    /// Every way in which the system ends a session, and what it is called while a card is waited for.
    private let ends: [(NFCReaderError.Code, LinkError)] = [
        (.readerSessionInvalidationErrorUserCanceled, .CardGone),
        (.readerSessionInvalidationErrorSessionTimeout, .CardGone),
        (.readerSessionInvalidationErrorSessionTerminatedUnexpectedly, .CardGone),
        (.readerErrorUnsupportedFeature, .NoReader), (.readerErrorRadioDisabled, .NoReader),
        (.readerErrorSecurityViolation, .NoService), (.readerErrorInvalidParameter, .Failed),
    ]

    override func setUp() async throws {
        phone = try .withTheApp()
        reader = PhoneReader(linger: .seconds(60), pause: .milliseconds(2))
        reader.follow(owner)
    }

    private func connecting() -> Task<any CardChannel, any Error> {
        let reader = reader
        return Task { try await reader.connect() }
    }

    private func outcome(_ task: Task<some Sendable, any Error>) async -> String {
        do {
            _ = try await task.value
            return "an answer"
        } catch {
            return "\(error)"
        }
    }

    private func isCancelled(_ code: NFCReaderError.Code) -> Int {
        code == .readerSessionInvalidationErrorUserCanceled ? 1 : 0
    }

    func testWhileACardIsWaitedForTheCallEndsAndOnlyTheSheetsOwnButtonIsACancellation() async throws {
        for (code, name) in ends {
            let before = owner.cancellations.count
            let connect = connecting()
            try await eventually("the session is active") { self.phone.last?.isActive == true }
            phone.end(code)
            let said = await outcome(connect)
            XCTAssertEqual(said, "\(name)", "\(code)")
            XCTAssertEqual(owner.cancellations.count - before, isCancelled(code), "\(code)")
        }
        XCTAssertEqual(phone.sessions.count, ends.count)
    }

    func testASessionThatDoesNotBeginSaysWhy() async throws {
        for (code, name) in ends where isCancelled(code) == 0 {
            phone.refuse(code)
            let said = await outcome(connecting())
            XCTAssertEqual(said, "\(name)", "\(code)")
        }
        XCTAssertEqual(owner.cancellations.count, 0)
    }

    func testWhileACardIsOpenedTheCallEndsAndTheCardIsAskedNothing() async throws {
        for (code, name) in ends {
            let before = owner.cancellations.count
            let card = FakeCard(opens: false) { _ in ok }
            phone.lay(card)
            let connect = connecting()
            try await eventually("the card is being opened") { card.isBeingOpened }
            phone.end(code)
            let said = await outcome(connect)
            XCTAssertEqual(said, "\(name)", "\(code)")
            XCTAssertEqual(owner.cancellations.count - before, isCancelled(code), "\(code)")
            XCTAssertEqual(card.commands, [])
        }
    }

    func testWhileACommandIsOutItEndsOnceIsNotSentAgainAndNothingIsSentAfterIt() async throws {
        for (code, _) in ends {
            let before = owner.cancellations.count
            let gate = Gate()
            let card = FakeCard { command in
                if !command.isOfThePhone { try await gate.pass() }
                return ok
            }
            phone.lay(card)
            let channel = try await reader.connect()
            let exchange = Task { try await channel.transceive(command: verify.command) }
            try await gate.reached.reach(1, "the exchange")
            phone.end(code)
            let said = await outcome(exchange)
            XCTAssertEqual(said, "\(LinkError.CardGone)", "\(code)")
            XCTAssertEqual(owner.cancellations.count - before, isCancelled(code), "\(code)")
            gate.letPass()
            let after = await outcome(Task { try await channel.transceive(command: select.command) })
            XCTAssertEqual(after, "\(LinkError.CardGone)", "\(code)")
            XCTAssertEqual(card.commands, [verify], "\(code)")
            channel.letGo()
        }
    }

    func testBetweenTwoCommandsTheNextOneIsNotSent() async throws {
        for (code, _) in ends {
            let card = FakeCard { _ in ok }
            phone.lay(card)
            let channel = try await reader.connect()
            phone.end(code)
            let said = await outcome(Task { try await channel.transceive(command: verify.command) })
            XCTAssertEqual(said, "\(LinkError.CardGone)", "\(code)")
            XCTAssertEqual(card.commands, [], "\(code)")
            channel.letGo()
        }
    }

    func testAfterTheReleaseNobodyIsToldAndNothingIsACancellation() async throws {
        for (code, _) in ends {
            phone.lay(FakeCard { _ in ok })
            let channel = try await reader.connect()
            channel.letGo()
            phone.end(code)
            try await eventually("it is over") { self.phone.last?.isOver == true }
        }
        // The last of them was told, too, when the next session begins.
        _ = try await reader.connect()
        XCTAssertEqual(owner.cancellations.count, 0)
    }

    func testTheSystemsOwnLimitEndsTheWaitAndAnExchange() async throws {
        phone = try .withTheApp(sessionLimit: .milliseconds(60))
        let said = await outcome(connecting())
        XCTAssertEqual(said, "\(LinkError.CardGone)")
        // Within the limit a card has to be found and opened, on a machine that may have much to do.
        phone = try .withTheApp(sessionLimit: .seconds(5))
        let gate = Gate()
        phone.lay(
            FakeCard { command in
                if !command.isOfThePhone { try await gate.pass() }
                return ok
            })
        let channel = try await reader.connect()
        let exchange = await outcome(Task { try await channel.transceive(command: select.command) })
        XCTAssertEqual(exchange, "\(LinkError.CardGone)")
        XCTAssertEqual(owner.cancellations.count, 0)
        gate.letPass()
    }

    func testABusySystemIsTriedAgainForAWhileAndThenIsBusy() async throws {
        let busy = NFCReaderError.Code.readerSessionInvalidationErrorSystemIsBusy
        phone.refuse(busy, busy, busy)
        phone.lay(FakeCard { _ in ok })
        let channel = try await reader.connect()
        XCTAssertEqual(phone.sessions.count, 4)
        channel.letGo()
        owner.words = .done("done")
        reader.wordsChanged()
        try await eventually("it is over") { self.phone.last?.isOver == true }

        for _ in 0..<11 { phone.refuse(busy) }
        let said = await outcome(connecting())
        XCTAssertEqual(said, "\(LinkError.Busy)")
        XCTAssertEqual(phone.sessions.count, 4 + 11)
    }

    func testACallThatIsCancelledWhileTheSystemIsBusyBeginsNoSessionMore() async throws {
        reader = PhoneReader(linger: .seconds(60), pause: .milliseconds(100))
        reader.follow(owner)
        phone.refuse(.readerSessionInvalidationErrorSystemIsBusy)
        let connect = connecting()
        try await eventually("it was refused") { self.phone.last?.isOver == true }
        connect.cancel()
        _ = await connect.result
        // The next call begins its own at once; the older one's time comes, and nothing happens.
        phone.lay(FakeCard { _ in ok })
        let channel = try await reader.connect()
        channel.letGo()
        owner.words = .done("done")
        reader.wordsChanged()
        try await eventually("it is over") { self.phone.last?.isOver == true }
        XCTAssertEqual(phone.sessions.count, 2)
    }

    func testAReaderThatNobodyHoldsAnyMoreLeavesNoSession() async throws {
        phone.lay(FakeCard { _ in ok })
        weak var gone: PhoneReader?
        do {
            let held = PhoneReader(linger: .milliseconds(20))
            held.follow(owner)
            gone = held
            let channel = try await held.connect()
            channel.letGo()
        }
        reader = PhoneReader()
        try await eventually("its session is over") { self.phone.last?.isOver == true }
        try await eventually("it is gone") { gone == nil }
        XCTAssertEqual(phone.last?.wasEndedByApp, true)
    }
}
