import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// The reader alone, over the fake phone: when a session begins, what it finds, and what each failure is called.
final class ReaderTests: XCTestCase {
    private let owner = Owner()
    private var phone = FakePhone.current
    private var reader = PhoneReader()

    override func setUp() async throws {
        phone = try .withTheApp()
        reader = PhoneReader(linger: .milliseconds(50), pause: .milliseconds(2))
        reader.follow(owner)
    }

    private func connecting() -> Task<any CardChannel, any Error> {
        let reader = reader
        return Task { try await reader.connect() }
    }

    private func opened(_ card: FakeCard) async throws -> any CardChannel {
        phone.lay(card)
        return try await reader.connect()
    }

    private func failure(_ task: Task<some Sendable, any Error>) async -> LinkError? {
        do {
            _ = try await task.value
            return nil
        } catch {
            return error as? LinkError
        }
    }

    func testASessionBeginsWhenTheCoreAsksAndNotBeforeAndTheSheetSaysTheCoresWordsFromTheStart() async throws {
        phone.lay(FakeCard { _ in ok })
        XCTAssertEqual(phone.sessions, [])
        owner.words = .going("a card, please")
        _ = try await reader.connect()
        XCTAssertEqual(phone.sessions.count, 1)
        XCTAssertEqual(phone.last?.messages, ["a card, please"])
        let options: NFCTagReaderSession.PollingOption = [.iso14443, .iso18092]
        XCTAssertEqual(phone.last?.options, options.rawValue)
    }

    func testWithoutNFCTheCoreHearsSoAtOnceAndNoSessionBegins() async throws {
        phone = try .withTheApp(readingAvailable: false)
        let said = await failure(connecting())
        XCTAssertEqual(said, .NoReader)
        XCTAssertEqual(phone.sessions, [])
    }

    func testACommandGoesOutByteForByteAndTheAnswerComesBackWithItsStatusWord() async throws {
        let card = FakeCard { Data($0.reversed()) + ok }
        let openable = FakeCard { $0.isOfThePhone ? ok : try await card.answer($0) }
        let channel = try await opened(openable)
        let commands = [
            select, Data([0, 0x20, 0, 0x98]), verify, Data([0, 0xB0, 0x8A, 0, 0]),
            Data([0, 0xB0, 0x8A, 0, 0, 0x10, 0]),
            Data([0, 0xB0, 0x8A, 0, 0, 0, 0]),
            Data([0x80, 0x2A, 0, 0x97, 51] + [UInt8](repeating: 5, count: 51) + [0]),
        ]
        for command in commands {
            let answer = try await channel.transceive(command: command.command)
            XCTAssertEqual(answer, Data(command.reversed()) + ok)
        }
        XCTAssertEqual(openable.commands, commands)
    }

    func testTwoCardsAtOnceAreACollisionAndNoneIsAskedAnything() async throws {
        let cards = [FakeCard { _ in ok }, FakeCard { _ in ok }]
        phone.lay(cards[0], cards[1])
        let said = await failure(connecting())
        XCTAssertEqual(said, .Collision)
        XCTAssertEqual(cards.flatMap(\.commands), [])
    }

    func testACardOfAnotherTechnologyIsNamedAndAskedNothing() async throws {
        for kind in [FakeCard.Kind.feliCa(systemCode: Data([0, 3])), .feliCa(systemCode: Data([0xFE, 0])), .miFare] {
            let card = FakeCard(kind) { _ in ok }
            phone.lay(card)
            let said = await failure(connecting())
            XCTAssertEqual(said, .OtherTechnology)
            XCTAssertEqual(card.commands, [])
            owner.words = .failed("another card")
            reader.wordsChanged()
            try await eventually("the sheet is closed") { self.phone.last?.isOver == true }
        }
    }

    func testACardWithNoneOfTheApplicationsIsNotSeenAndTheNextIs() async throws {
        let other = FakeCard { _ in Data([0x6A, 0x82]) }
        phone.lay(other)
        let connect = connecting()
        try await eventually("the session is active") { self.phone.last?.isActive == true }
        phone.lay(FakeCard { _ in ok })
        _ = try await connect.value
        XCTAssertEqual(other.commands, [])
    }

    func testACardThatLeavesAsItIsOpenedIsLookedForAgainForNothingWasAskedOfIt() async throws {
        let codes: [NFCReaderError.Code] = [
            .readerTransceiveErrorTagConnectionLost, .readerTransceiveErrorRetryExceeded,
            .readerTransceiveErrorTagResponseError, .readerTransceiveErrorTagNotConnected,
        ]
        let card = FakeCard(refusingToOpen: codes) { _ in ok }
        let channel = try await opened(card)
        XCTAssertEqual(phone.last?.restarts, codes.count)
        XCTAssertEqual(phone.sessions.count, 1)
        _ = try await channel.transceive(command: select.command)
        XCTAssertEqual(card.commands, [select])
    }

    func testACardThatCannotBeOpenedForAnotherReasonFailsAndIsNotLookedForAgain() async throws {
        phone.lay(FakeCard(refusingToOpen: [.readerErrorInvalidParameter]) { _ in ok })
        let said = await failure(connecting())
        XCTAssertEqual(said, .Failed)
        XCTAssertEqual(phone.last?.restarts, 0)
    }

    func testEachFailureOfAnExchangeHasItsNameAndTheCommandWentOutOnce() async throws {
        let names: [(NFCReaderError.Code, LinkError)] = [
            (.readerTransceiveErrorTagConnectionLost, .CardGone), (.readerTransceiveErrorTagNotConnected, .CardGone),
            (.readerTransceiveErrorRetryExceeded, .Mute), (.readerTransceiveErrorTagResponseError, .Mute),
            (.readerTransceiveErrorPacketTooLong, .Failed), (.readerErrorInvalidParameter, .Failed),
            (.readerErrorParameterOutOfBound, .Failed),
        ]
        for (code, name) in names {
            let card = FakeCard { command in
                guard command.isOfThePhone else { throw NFCReaderError(code) }
                return ok
            }
            let channel = try await opened(card)
            let said = await failure(Task { try await channel.transceive(command: verify.command) })
            XCTAssertEqual(said, name, "\(code)")
            XCTAssertEqual(card.commands, [verify], "\(code)")
            channel.letGo()
        }
    }

    func testAnErrorThatIsNoneOfCoreNFCsIsAFailedLink() async throws {
        let card = FakeCard { command in
            guard command.isOfThePhone else { throw Failure("TEST-ONLY: a patient's name") }
            return ok
        }
        let channel = try await opened(card)
        let said = await failure(Task { try await channel.transceive(command: select.command) })
        XCTAssertEqual(said, .Failed)
    }

    func testAnApplicationThatInfoPlistDoesNotListCannotBeSelected() async throws {
        let card = FakeCard { _ in ok }
        let channel = try await opened(card)
        let residents = Data([0, 0xA4, 4, 0x0C, 10, 0xD3, 0x92, 0x10, 0, 0x31, 0, 1, 1, 4, 1])
        let said = await failure(Task { try await channel.transceive(command: residents.command) })
        XCTAssertEqual(said, .Failed)
        XCTAssertEqual(card.commands, [])
    }

    func testWhatIsNoCommandIsNotSent() async throws {
        let card = FakeCard { _ in ok }
        let channel = try await opened(card)
        let said = await failure(Task { try await channel.transceive(command: Data([0, 0x20, 0]).command) })
        XCTAssertEqual(said, .Failed)
        XCTAssertEqual(card.commands, [])
    }

    func testAGenerationIsWhatTheCardIsCalledByAndNeverItsIdentifier() async throws {
        let typeB = Data([0, 0, 5, 0xE0])
        for (card, generation) in [
            (FakeCard(applicationData: typeB) { _ in ok }, typeB),
            (FakeCard(historicalBytes: Data("phone".utf8)) { _ in ok }, Data("phone".utf8)),
            (FakeCard { _ in ok }, Data()),
        ] {
            let channel = try await opened(card)
            let properties = try channel.properties()
            XCTAssertEqual(properties, LinkProperties(generation: generation, extendedLength: true))
            channel.letGo()
        }
    }
}
