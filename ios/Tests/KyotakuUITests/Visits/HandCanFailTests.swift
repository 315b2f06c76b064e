import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// Whoever holds the phone finds what a screen draws or sends that is not the core's, and then nothing has reached the core.
@MainActor final class HandCanFailTests: XCTestCase {
    func testTheAppsOwnScreenIsWhatTheCoreSays() async throws {
        try await assertFound(nil) { VisitRoot(store: $0) }
    }

    func testALineThatIsDrawnOtherwiseOrInAdditionOrNotAtAllIsFound() async throws {
        let found = "what is drawn is not what the core says"
        try await assertFound(found) { store in Changed(store: store) { $0.with(heading: "別の見出し") } }
        try await assertFound(found) { store in
            Changed(store: store) { $0.with(footer: Footer(channel: "", app: "", device: "", clinic: nil)) }
        }
        try await assertFound(found) { store in
            VStack {
                VisitRoot(store: store)
                Text(verbatim: "登録が完了しました。")
            }
        }
    }

    func testAControlThatIsMissingOrInAnotherOrderIsFound() async throws {
        let found = "what is drawn is not what the core says"
        try await assertFound(found) { store in Changed(store: store) { $0.with(modes: { Array($0.dropFirst()) }) } }
        try await assertFound(found) { store in Changed(store: store) { $0.with(modes: { $0.reversed() }) } }
    }

    func testAControlThatSendsAnotherEventOrTwiceOrNoneIsFound() async throws {
        let found = "sends other events than its own"
        try await assertFound(found) { store in Sending(store: store) { store, _ in store.send(.cancel) } }
        try await assertFound(found) { store in
            Sending(store: store) {
                $0.send($1); $0.send($1)
            }
        }
        try await assertFound(found) { store in Sending(store: store) { _, _ in } }
    }

    func testWhatCanBePressedAndIsNoControlIsFound() async throws {
        try await assertFound("something answers a finger, and is no control") { store in
            VisitRoot(store: store).onTapGesture {}
        }
    }

    /// Asserts that a look at the first screen finds this; nothing if all is well.
    private func assertFound(
        _ found: String?, line: UInt = #line, drawn: @MainActor (Store) -> any SwiftUI.View
    ) async throws {
        Hand.forget()
        try await Stage().scene { scene in
            let hand = try Hand(scene, drawn: drawn)
            defer { hand.close() }
            var said: String?
            do {
                try await hand.wait(for: ExpectedScreen(name: "Mode", shows: ["診療の種類を選んでください。"]))
            } catch {
                said = "\(error)"
            }
            XCTAssertEqual(found == nil, said == nil, said ?? "nothing was found", line: line)
            if let found { XCTAssertTrue(said?.contains(found) == true, said ?? "", line: line) }
            XCTAssertEqual(hand.visit.sent, [], line: line)
        }
    }
}

/// The app's screen of another view than the core's.
private struct Changed: SwiftUI.View {
    let store: Store
    let change: (KyotakuCore.View) -> KyotakuCore.View

    var body: some SwiftUI.View {
        VisitFrame(view: change(store.view), send: store.send)
    }
}

/// The app's screen, whose controls do something else.
private struct Sending: SwiftUI.View {
    let store: Store
    let send: @MainActor (Store, Event) -> Void

    var body: some SwiftUI.View {
        VisitFrame(view: store.view) { send(store, $0) }
    }
}

extension KyotakuCore.View {
    /// Another view, which differs in this.
    fileprivate func with(
        heading: String? = nil, footer: Footer? = nil,
        modes: ([KyotakuCore.Button]) -> [KyotakuCore.Button] = { $0 }
    ) -> KyotakuCore.View {
        var screen = screen
        if case .mode(let mode) = screen { screen = .mode(ModeView(lead: mode.lead, modes: modes(mode.modes))) }
        return KyotakuCore.View(
            heading: heading ?? self.heading, audience: audience, steps: steps, screen: screen, back: back,
            cancel: cancel, footer: footer ?? self.footer)
    }
}
