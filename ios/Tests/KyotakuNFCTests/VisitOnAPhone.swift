import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// Somebody with an iPhone at a visit: the real core, the app's reader, and the card of a scene at the fake phone.
struct VisitOnAPhone {
    let scene: Scene
    let phone: FakePhone
    let shell: Shell

    init(_ scene: Scene, _ phone: FakePhone) throws {
        (self.scene, self.phone) = (scene, phone)
        let origin = Origin(channel: .visitApp, app: "kyotaku-scenarios", version: "1", device: "phone-1")
        let settings = Settings(
            service: scene.service, token: scene.token, origin: origin, trustedRoots: nil, antenna: .iPhone)
        let changes = Tally()
        shell = Shell(try .onPhone(PhoneReader(), settings, observer: changes), changes: changes)
    }

    /// From the first screen to a card that is waited for.
    func toTheCard() async throws {
        try await shell.look("Mode")
        try shell.press("訪問診療等")
        try shell.type("1234")
        try shell.press("次へ（カードをかざす）")
        try await aCardIsWaitedFor()
    }

    func aCardIsWaitedFor(sessions: Int = 1) async throws {
        try await eventually("session \(sessions) is active") {
            phone.sessions.count == sessions && phone.last?.isActive == true
        }
    }

    /// Lays the scene's card there; its answer to the command at `place` waits at the gate, which is reached when this returns.
    func layACard(held place: Int) async throws -> (card: FakeCard, gate: Gate) {
        let gate = Gate()
        let card = try await scene.cardToLay(at: place) { card in
            try await gate.pass()
            return try await card()
        }
        phone.lay(card)
        try await gate.reached.reach(1, "exchange \(place)")
        return (card, gate)
    }

    /// The sheet of the last session, once it is closed.
    func sheet() async throws -> FakePhone.Look {
        try await eventually("the sheet is closed") { phone.last?.isOver == true }
        return try XCTUnwrap(phone.last)
    }

    /// What the screen says of the tries, on this notice. Nothing is registered by then.
    @discardableResult
    func notice(_ heading: String) async throws -> NoticeView {
        let view = try await shell.look("Notice", [heading])
        guard case .notice(let notice) = view.screen else { throw Failure("no notice") }
        let registered = try await scene.registered()
        XCTAssertEqual(registered, [])
        return notice
    }

    /// How often a PIN was presented to the card.
    func presented() async throws -> Int { try await scene.card().verify }

    /// From a card that was read to the end: the consent is stored.
    func register() async throws {
        let view = try await shell.look("Eligibility", ["資格は有効です"])
        try shell.press(view.controls[0].label)
        try await shell.look("Input")
        try shell.press("すべての項目に同意する")
        try shell.press("確認へ進む")
        try shell.press("同意内容に登録する")
        try await shell.look("Done", ["登録が完了しました。"])
        let registered = try await scene.registered()
        XCTAssertEqual(registered.count, 1)
    }
}

/// What happens at one exchange in place of the card's answer; it may ask the card.
typealias Trouble = @Sendable (_ card: () async throws -> Data) async throws -> Data

extension Scene {
    /// The scene's card, newly laid there: what it was shown before is forgotten, as without power. The commands are counted from
    /// 0, without the phone's own; at number `place` there is trouble.
    func cardToLay(at place: Int? = nil, _ trouble: @escaping Trouble = { try await $0() }) async throws -> FakeCard {
        let channel = try await SceneReader(self).connect()
        let count = Tally()
        return FakeCard(applicationData: Data([0, 0, 5, 0xE0])) { command in
            let real = { try await answer(of: channel, to: command) }
            if command.isOfThePhone { return try await real() }
            let number = count.count
            count.add()
            return number == place ? try await trouble(real) : try await real()
        }
    }
}

/// What the stage's card does wrong by itself is what CoreNFC would say of it.
private func answer(of channel: any CardChannel, to command: Data) async throws -> Data {
    do {
        return try await channel.transceive(command: command.command)
    } catch LinkError.CardGone {
        throw NFCReaderError(.readerTransceiveErrorTagConnectionLost)
    } catch {
        throw NFCReaderError(.readerTransceiveErrorTagResponseError)
    }
}

extension XCTestCase {
    /// A visit on a scene of its own; whatever comes, it is closed.
    func visit(
        _ given: JSON = ["patient": "valid"], on phone: FakePhone? = nil, play: (VisitOnAPhone) async throws -> Void
    ) async throws {
        let phone = try phone ?? .withTheApp()
        try await Stage().scene(given) { scene in
            let visit = try VisitOnAPhone(scene, phone)
            defer { visit.shell.visit.close() }
            try await play(visit)
        }
    }
}
