import KyotakuCore
import KyotakuScenarios
import XCTest

/// What an app's own reader may do wrong.
final class CardTroubleTests: XCTestCase {
    func testAnErrorOfOursIsReportedByItsOwnWordsAndTheNextVisitWorks() async throws {
        try await assertReported(["カードが離れました", nothingRegistered + "暗証番号の残り回数は減っていません。"], verified: 0) {
            throw LinkError.CardGone
        }
    }

    func testAnUnexpectedErrorIsAFailedLinkAndItsTextIsNowhere() async throws {
        // In the midst of a tap, whatever fails is a card that left.
        try await assertReported(["カードが離れました", "読み取りの途中でカードが離れました。"], verified: 0) {
            throw Unexpected(text: "TEST-ONLY: a patient's name")
        }
    }

    func testAChannelThatNeverAnswersIsGivenUpWithinTheCoresLimitAndItsTaskIsCancelled() async throws {
        let cancelled = Tally()
        try await assertReported(["カードが応答しません", "カードからの応答が途絶えました。"], verified: 0) {
            do {
                return try await silence()
            } catch {
                if error is CancellationError { cancelled.add() }
                throw error
            }
        }
        try await cancelled.reach(1, "the cancellation")
    }

    func testAChannelThatDoesNotHearItsCancellationIsGivenUpAllTheSameAndItsLateAnswerChangesNothing() async throws {
        let late = LateAnswer()
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .triesLeft, late.trouble)
            let shell = try Shell(scene, reader: reader)
            try await shell.tap()
            let notice = try await shell.look("Notice", ["カードが応答しません"])
            late.come()
            try await reader.over.reach(1, "the late answer")
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(shell.visit.view(), notice)
            XCTAssertEqual(reader.released.count, 1)
            XCTAssertEqual(reader.afterwards.count, 0)
        }
    }

    func testAnErrorWhileThePinIsPresentedSaysThatATryMayBeGone() async throws {
        try await assertReported(
            ["暗証番号の照合中にカードが離れました", nothingRegistered + "暗証番号の残り回数が1回減ったかもしれません。残りが1回のときは、使う前にお知らせします。"],
            at: .verify, verified: 0
        ) {
            throw Unexpected(text: "TEST-ONLY")
        }
    }

    func testAnAnswerThatIsNoAnswerIsNamedForASupportReport() async throws {
        try await assertReported(["カードを読み取れません", "カードの応答: VERIFY?"], verified: 0) { Data() }
    }

    func testAReaderThatThrowsWhereACardIsAwaitedIsReported() async throws {
        try await onScene { scene in
            for (error, words) in [
                (LinkError.NoReader, "カードリーダーがありません"), (Unexpected(text: "TEST-ONLY"), "カードリーダーを使えません"),
            ] as [(any Error & Sendable, String)] {
                let shell = try Shell(scene, reader: Refusing(error))
                try await shell.tap()
                try await shell.look("Notice", [words])
            }
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
        }
    }

    func testAnObserverAndAReleaseThatThrowDoNotStopTheVisit() async throws {
        try await onScene { scene in
            let told = Tally()
            let visit = try scene.visit(reader: Ungrateful(SceneReader(scene)), observer: Throwing(told))
            let shell = Shell(visit, changes: told)
            try await shell.register()
            let registered = try await scene.registered()
            XCTAssertEqual(registered.count, 1)
        }
    }

    private func assertReported(
        _ lines: [String], at place: Command = .triesLeft, verified: Int, file: StaticString = #filePath,
        line: UInt = #line, trouble: @escaping Troubled.Trouble
    ) async throws {
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: place, trouble)
            let shell = try Shell(scene, reader: reader)
            try await shell.tap()
            let notice = try await shell.look("Notice", lines)
            XCTAssertFalse(notice.reading.joined().contains("TEST-ONLY"), file: file, line: line)
            try await reader.released.reach(1, "the release")
            XCTAssertEqual(reader.begun.count, 1, file: file, line: line)
            XCTAssertEqual(reader.afterwards.count, 0, "a command after the trouble", file: file, line: line)
            let card = try await scene.card()
            XCTAssertEqual(card.verify, verified, file: file, line: line)
            XCTAssertEqual(card.triesLeft, 3, file: file, line: line)
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene, file: file, line: line)
            XCTAssertEqual(reader.released.count, 1, file: file, line: line)
        }
    }
}

/// Not an error of the generated code's.
private struct Unexpected: Error {
    let text: String
}

private final class Refusing: CardReader {
    private let error: any Error & Sendable

    init(_ error: any Error & Sendable) {
        self.error = error
    }

    func connect() async throws -> OpenChannel {
        throw error
    }
}

private final class Throwing: Observer {
    private let told: Tally

    init(_ told: Tally) {
        self.told = told
    }

    func changed() throws {
        told.add()
        throw Unexpected(text: "TEST-ONLY")
    }
}

/// Its channel throws when it is released.
private final class Ungrateful: CardReader {
    private let reader: any CardReader

    init(_ reader: any CardReader) {
        self.reader = reader
    }

    func connect() async throws -> OpenChannel {
        UngratefulChannel(try await reader.connect())
    }
}

private final class UngratefulChannel: CardChannel {
    private let channel: any CardChannel

    init(_ channel: any CardChannel) {
        self.channel = channel
    }

    func transceive(command: CardCommand) async throws -> Data {
        try await channel.transceive(command: command)
    }

    func properties() throws -> LinkProperties {
        throw Unexpected(text: "TEST-ONLY")
    }

    func release() throws {
        try channel.release()
        throw Unexpected(text: "TEST-ONLY")
    }
}
