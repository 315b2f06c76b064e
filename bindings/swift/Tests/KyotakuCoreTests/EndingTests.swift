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
            let shell = try Shell(scene, reader: reader)
            try await shell.tap()
            try await reader.begun.reach(1, "the reading")
            shell.visit.close()
            let told = shell.changes.count
            try await self.assertCancelled(shell, reader, scene)
            XCTAssertEqual(shell.changes.count, told)

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
            let shell = try Shell(scene, reader: reader)
            try await shell.tap()
            try await reader.begun.reach(1, "the reading")
            shell.visit.close()
            let (told, closed) = (shell.changes.count, shell.visit.view())
            late.come()
            try await reader.over.reach(1, "the late answer")
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(shell.changes.count, told)
            XCTAssertEqual(shell.visit.view(), closed)
            XCTAssertEqual(reader.released.count, 1)
        }
    }

    func testAVisitThatNobodyHoldsAnyMoreEndsWhileACardIsBeingRead() async throws {
        try await onScene { scene in
            let reader = Troubled(SceneReader(scene), at: .select, silence)
            let told = Tally()
            do {
                let shell = Shell(try scene.visit(reader: reader, observer: told), changes: told)
                try await shell.tap()
                try await reader.begun.reach(1, "the reading")
            }
            try await reader.over.reach(1, "the cancellation")
            try await reader.released.reach(1, "the release")
            let before = told.count
            try await self.assertNothingIsRegisteredAndTheNextVisitWorks(scene)
            XCTAssertEqual(told.count, before)
        }
    }

    func testClosingLetsGoOfAReaderAndAnObserverThatHoldTheVisit() async throws {
        try await onScene { scene in
            weak var reader: Holding?
            weak var observer: Holding?
            weak var visit: Kyotaku?
            do {
                let (newReader, newObserver) = (Holding(), Holding())
                let new = try scene.visit(reader: newReader, observer: newObserver)
                newReader.hold(new)
                newObserver.hold(new)
                (reader, observer, visit) = (newReader, newObserver, new)
                XCTAssertNotNil(visit)
                new.close()
            }
            XCTAssertNil(reader)
            XCTAssertNil(observer)
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

/// A reader or an observer that holds the visit, as a screen's model does.
private final class Holding: CardReader, Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var visit: Kyotaku?

    func hold(_ visit: Kyotaku) {
        lock.withLock { self.visit = visit }
    }

    func connect() async throws -> OpenChannel {
        throw LinkError.NoReader
    }

    func changed() {}
}
