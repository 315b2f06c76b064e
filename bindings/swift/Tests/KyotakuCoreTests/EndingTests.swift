import KyotakuCore
import KyotakuScenarios
import XCTest

/// A visit that is ended while a card is being read: nothing of it goes on.
final class EndingTests: XCTestCase {
    func testACancelledTaskCancelsItsVisitAndTheReadingOfTheCard() async throws {
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .readCertificate, silence)
            let shell = try Shell(scene, reader: reader)
            // No exported call is awaited, so a `Task` that is cancelled says so itself.
            let task = Task {
                try await withTaskCancellationHandler {
                    try await shell.tap()
                    try await shell.look("Eligibility")
                } onCancel: {
                    _ = shell.visit.cancel()
                    // A press is told to nobody: it returns its view.
                    shell.changes.add()
                }
            }
            try await reader.begun.reach(1, "the reading")
            task.cancel()
            let ended = await task.result
            XCTAssertThrowsError(try ended.get())
            try await self.assertCancelled(shell, reader, scene)
        }
    }

    func testClosingWhileACardIsBeingReadRegistersNothingAndTellsNobodyAnyMore() async throws {
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .readCertificate, silence)
            let (told, gone) = (Tally(), Tally())
            let shell = Shell(try scene.visit(reader: reader, observer: Telling(told, gone)), changes: told)
            try await shell.tap()
            try await reader.begun.reach(1, "the reading")
            shell.visit.close()
            // A call that had begun holds the observer until it ends. Then nobody has it who could call it.
            try await gone.reach(1, "the end of the observer")
            let before = told.count
            try await self.assertCancelled(shell, reader, scene)
            XCTAssertEqual(told.count, before)

            shell.visit.close()
            let closed = shell.visit.view()
            for control in closed.controls {
                XCTAssertEqual(shell.visit.dispatch(event: control.event), closed, "a press after closing")
            }
            XCTAssertEqual(shell.visit.cancel(), closed)
            XCTAssertNil(shell.visit.lastWords())
        }
    }

    func testAnAnswerThatComesAfterClosingReachesNobody() async throws {
        let late = LateAnswer()
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .sign, late.trouble)
            let (told, gone) = (Tally(), Tally())
            let shell = Shell(try scene.visit(reader: reader, observer: Telling(told, gone)), changes: told)
            try await shell.tap()
            try await reader.begun.reach(1, "the reading")
            shell.visit.close()
            try await gone.reach(1, "the end of the observer")
            let (before, closed) = (told.count, shell.visit.view())
            late.come()
            try await reader.over.reach(1, "the late answer")
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(told.count, before)
            XCTAssertEqual(shell.visit.view(), closed)
            XCTAssertEqual(reader.released.count, 1)
        }
    }

    func testAChannelThatIsOpenedAfterClosingIsReleasedAndNothingIsAskedOfItsCard() async throws {
        try await onScene { scene in
            let reader = LateReader()
            let shell = try Shell(scene, reader: reader)
            try await shell.tap()
            try await reader.begun.reach(1, "the waiting for a card")
            shell.visit.close()
            // Closing does not wait: the call is over when the reader hears of it.
            try await reader.cancelled.reach(1, "the cancellation")
            reader.allowed.add()
            try await reader.card.released.reach(1, "the release")
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(reader.card.asked.count, 0)
            XCTAssertEqual(reader.card.released.count, 1)
        }
    }

    func testAVisitThatNobodyHoldsAnyMoreEndsWhileACardIsBeingRead() async throws {
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .select, silence)
            let (told, gone) = (Tally(), Tally())
            do {
                let shell = Shell(try scene.visit(reader: reader, observer: Telling(told, gone)), changes: told)
                try await shell.tap()
                try await reader.begun.reach(1, "the reading")
            }
            try await reader.over.reach(1, "the cancellation")
            try await reader.released.reach(1, "the release")
            try await gone.reach(1, "the end of the observer")
            let before = told.count
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(told.count, before)
        }
    }

    func testClosingLetsGoOfAReaderAndAnObserverThatHoldTheVisit() async throws {
        try await onScene { scene in
            let gone = Tally()
            weak var visit: Kyotaku?
            do {
                let (reader, observer) = (Holding(gone), Holding(gone))
                let new = try scene.visit(reader: reader, observer: observer)
                reader.hold(new)
                observer.hold(new)
                visit = new
                XCTAssertNotNil(visit)
                new.close()
            }
            // A call of the observer's that had begun holds it until it ends.
            try await gone.reach(2, "the end of reader and observer")
            XCTAssertNil(visit)
        }
    }

    private func assertCancelled(_ shell: Shell, _ reader: Troubled, _ scene: Scene) async throws {
        try await shell.look("Notice", ["中止しました", nothingRegistered + "暗証番号は正しく照合されました。残り回数は減っていません。"])
        try await reader.over.reach(1, "the cancellation")
        try await reader.released.reach(1, "the release")
        try await assertNothingIsRegisteredAndTheNextVisitWorks(scene)
        XCTAssertEqual(reader.begun.count, 1)
        XCTAssertEqual(reader.released.count, 1)
        XCTAssertEqual(reader.afterwards.count, 0)
    }
}

/// Tells of changes, and counts when it is gone.
private final class Telling: Observer {
    private let told: Tally
    private let gone: Tally

    init(_ told: Tally, _ gone: Tally) {
        (self.told, self.gone) = (told, gone)
    }

    func changed() {
        told.add()
    }

    deinit {
        gone.add()
    }
}

/// A reader or an observer that holds the visit, as a screen's model does.
private final class Holding: CardReader, Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var visit: Kyotaku?
    private let gone: Tally

    init(_ gone: Tally) {
        self.gone = gone
    }

    deinit {
        visit = nil
        gone.add()
    }

    func hold(_ visit: Kyotaku) {
        lock.withLock { self.visit = visit }
    }

    func connect() async throws -> OpenChannel {
        throw LinkError.NoReader
    }

    func changed() {}
}

/// A reader that finds its card only when the test says so, whatever the core says meanwhile.
private final class LateReader: CardReader {
    let begun = Tally()
    let cancelled = Tally()
    let allowed = Tally()
    let card = CountedCard()

    func connect() async throws -> OpenChannel {
        begun.add()
        try await withTaskCancellationHandler {
            try await allowed.reach(1, "the card")
        } onCancel: {
            cancelled.add()
        }
        return card
    }
}

/// Counts what is asked of it.
private final class CountedCard: CardChannel {
    let asked = Tally()
    let released = Tally()

    func transceive(command: CardCommand) async throws -> Data {
        asked.add()
        throw LinkError.CardGone
    }

    func properties() throws -> LinkProperties {
        throw LinkError.Failed
    }

    func release() {
        released.add()
    }
}
