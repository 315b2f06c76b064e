import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// Somebody who holds the phone with the app on it: what the app shows as a whole, and what becomes of it.
@MainActor final class AtThePhone {
    let store: Store
    let display: Display

    init(
        _ scene: KyotakuScenarios.Scene, reader: (any CardReader)? = nil, kept: KeptFile? = nil,
        clock: HandClock? = nil, phone: Phone = Phone(lock: FakeLock())
    ) throws {
        let leftAlone = clock.map { clock in LeftAlone(now: { clock.now }) } ?? LeftAlone()
        let interrupted = kept?.read()
        store = try Store(kept: kept, leftAlone: leftAlone) { observer in
            let origin = Origin(channel: .visitApp, app: "kyotaku-scenarios", version: "1", device: "phone-1")
            let settings = Settings(
                service: scene.service, token: scene.token, origin: origin, trustedRoots: nil, antenna: .upperEdge,
                interrupted: interrupted)
            return try Kyotaku(settings: settings, reader: reader ?? SceneReader(scene), observer: observer)
        }
        display = Display(VisitRoot(store: store, phone: phone))
    }

    /// Everything that is told to VoiceOver, thing by thing.
    var told: [String] { display.elements.flatMap(\.each).map(\.name) }

    /// All words that are drawn, wherever they lie.
    var drawn: [String] { display.nodes.flatMap(\.texts) }

    /// The app is in front, or is not.
    func be(_ phase: ScenePhase) {
        display.environment.scenePhase = phase
    }

    /// Waits until the screen that stands is as it has to be.
    func until(
        _ what: String, _ holds: @MainActor (KyotakuCore.View) -> Bool
    ) async throws {
        let end = ContinuousClock.now + Shell.patience
        while !holds(store.view) {
            guard ContinuousClock.now < end else { throw Failure("\(what) did not come; \(store.view.heading) stands") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for a screen by its name.
    func until(_ name: String) async throws {
        try await until(name) { $0.screen.name == name }
    }

    /// Presses what has these words, as a finger does: found on the screen.
    func press(_ words: String) throws {
        let found = display.elements.flatMap(\.each).filter { $0.name == words && $0.action != nil }
        guard let one = found.first, found.count == 1 else {
            throw Failure("\(found.count) controls 「\(words)」 in \(told)")
        }
        one.action?()
    }

    /// From the first screen to the tap.
    func tap() async throws {
        try await until("Mode")
        try press("訪問診療等")
        try await until("Pin")
        for digit in ["1", "2", "3", "4"] { try press(digit) }
        try press("次へ（カードをかざす）")
    }

    /// From the first screen to the open form.
    func openForm() async throws {
        try await tap()
        try await until("Eligibility")
        guard case .eligibility(let view) = store.view.screen else { return }
        try press(view.buttons[0].label)
        try await until("Input")
    }

    /// From the first screen to a registration that is on its way.
    func register() async throws {
        try await openForm()
        try press("すべての項目に同意する")
        try press("確認へ進む")
        try await until("Confirm")
        try press("同意内容に登録する")
    }

    func close() {
        store.close()
        display.close()
    }
}

extension Node {
    /// All words that are drawn here.
    @MainActor var texts: [String] {
        let own: [String] = if case .text(let words, _) = kind { [words] } else { [] }
        return own + children.flatMap(\.texts)
    }
}

/// A clock that a test moves.
@MainActor final class HandClock {
    var now = ContinuousClock.now
}

/// A lock of a phone, of which a test says what it does.
@MainActor final class FakeLock: DeviceLock {
    let isSet: Bool
    let opens: Bool
    private(set) var asked = 0

    init(isSet: Bool = true, opens: Bool = true) {
        (self.isSet, self.opens) = (isSet, opens)
    }

    func open() async -> Bool {
        asked += 1
        return opens
    }
}

extension XCTestCase {
    /// A scene, and somebody at the phone on it; both are struck whatever comes.
    @MainActor func atThePhone(
        _ given: JSON = ["patient": "valid"],
        reader: (KyotakuScenarios.Scene) -> (any CardReader)? = { _ in nil }, kept: KeptFile? = nil,
        clock: HandClock? = nil, phone: Phone? = nil,
        _ play: @MainActor (AtThePhone, KyotakuScenarios.Scene) async throws -> Void
    ) async throws {
        let scene = try await Stage().set(given)
        var failure: (any Error)?
        do {
            let person = try AtThePhone(
                scene, reader: reader(scene), kept: kept, clock: clock, phone: phone ?? Phone(lock: FakeLock()))
            defer { person.close() }
            try await play(person, scene)
        } catch {
            failure = error
        }
        try? await scene.strike()
        if let failure { throw failure }
    }
}
