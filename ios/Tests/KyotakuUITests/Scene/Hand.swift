import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// Somebody who holds the phone: reads what is drawn on the app's real screens, and presses what stands there. Whatever is
/// drawn is compared with what the core says at every look.
@MainActor final class Hand: Holder {
    /// How long a change may take from the core to the screen: it is drawn at once, on a machine that may have much to do.
    private static let toBeDrawn: Duration = .seconds(60)

    let display: Display
    let store: Store
    let visit: WatchedVisit
    private let changes = Tally()
    private static var tried: Set<KyotakuCore.View> = []
    private var looks = 0
    private var last: (drawing: Int, drawn: Drawn)?
    private let onLook: @MainActor (Hand, Int) throws -> Void

    /// Starts the app on a scene, with its own screens or others. Every screen that a step looks at is shown once it is as expected, with its number.
    init(
        _ scene: KyotakuScenarios.Scene,
        drawn root: @MainActor (Store) -> any SwiftUI.View = { VisitRoot(store: $0) },
        onLook: @escaping @MainActor (Hand, Int) throws -> Void = { _, _ in }
    ) throws {
        var started: WatchedVisit?
        let changes = changes
        store = try Store { observer in
            let visit = try WatchedVisit(
                settings: scene.settings, reader: SceneReader(scene), observer: BothObservers(observer, changes))
            started = visit
            return visit
        }
        visit = try XCTUnwrap(started)
        display = Display(AnyView(root(store)))
        self.onLook = onLook
    }

    /// Lets every control be tried anew, also of views that were met before.
    static func forget() {
        tried = []
    }

    /// What is drawn now.
    var drawn: Drawn {
        let nodes = display.nodes
        if let last, last.drawing == display.drawings { return last.drawn }
        let drawn = Drawn(elements(of: nodes), store.view)
        last = (display.drawings, drawn)
        return drawn
    }

    func wait(for expected: ExpectedScreen) async throws {
        let end = ContinuousClock.now + Shell.patience
        while true {
            // Counted before the look, so that a change during the look is not missed.
            let seen = changes.count
            let look = try await agreed()
            switch judge(expected, look.seen) {
            case .fits:
                try everyControlSendsItsEvent()
                looks += 1
                return try onLook(self, looks)
            case .never(let why):
                throw look.seen.wrong(why)
            case .notYet(let why):
                guard await changes.more(than: seen, until: end) else {
                    throw look.seen.wrong("\(why); waited \(Shell.patience)")
                }
            }
        }
    }

    func press(_ label: String, of question: String?) async throws {
        let look = try await agreed()
        let controls = question.map { look.drawn.choices(of: $0) } ?? look.drawn.controls
        let found = controls.filter { letterForLetter($0.words, label) }
        let whose = question.map { " of 「\($0)」" } ?? ""
        guard found.count == 1 else { throw look.seen.wrong("there are \(found.count) 「\(label)」\(whose) to press") }
        try touch(found[0])
    }

    func type(pin digits: String) async throws {
        try await type(digits, on: "Pin", else: "there is no PIN pad")
    }

    func type(number digits: String) async throws {
        try await type(digits, on: "Number", else: "there is no pad for the 照合番号B")
    }

    func close() {
        display.close()
        store.close()
    }

    /// What is drawn, once it is what the core says: a change is drawn when the main actor comes to it.
    func agreed() async throws -> (drawn: Drawn, seen: Seen) {
        let end = ContinuousClock.now + Self.toBeDrawn
        while true {
            let view = visit.view()
            let said = view.seen
            let isDue = ContinuousClock.now > end
            if view == store.view || isDue {
                let drawn = drawn
                let seen = Seen(
                    screen: said.screen, waits: said.waits, lines: drawn.lines, offers: drawn.controls.map(\.words))
                if seen == said { return (drawn, seen) }
                throw seen.wrong("what is drawn is not what the core says:\n\(said.wrong("it says"))")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// Each control that is drawn sends the event that the view holds for it, and nothing else can be pressed.
    private func everyControlSendsItsEvent() throws {
        // The same view is drawn the same, for whichever visit.
        guard Self.tried.insert(store.view).inserted else { return }
        let (drawn, held) = (drawn, store.view.controls)
        guard drawn.controls.count == held.count else {
            throw Failure("\(drawn.controls.count) controls are drawn, and the view has \(held.count)")
        }
        for (element, control) in zip(drawn.controls, held) {
            let sent = visit.trying { element.action?() }
            guard sent == [control.event] else {
                throw Failure("「\(element.words)」 sends other events than its own: \(sent)")
            }
        }
        if display.nodes.contains(where: \.answersAFinger) {
            throw Failure("something answers a finger, and is no control")
        }
    }

    /// As a finger does: and so sends one event, which the view holds.
    private func touch(_ element: Element) throws {
        let before = visit.sent.count
        element.action?()
        let sent = visit.sent.dropFirst(before)
        guard sent.count == 1 else { throw Failure("「\(element.words)」 was pressed, and sent \(sent.count) events") }
    }

    private func type(_ digits: String, on screen: String, else without: String) async throws {
        for digit in digits {
            let look = try await agreed()
            guard look.seen.screen == screen else { throw look.seen.wrong(without) }
            let keys = look.drawn.controls.filter { $0.words == String(digit) }
            guard keys.count == 1 else { throw look.seen.wrong("the pad has \(keys.count) keys 「\(digit)」") }
            try touch(keys[0])
        }
    }
}

extension Node {
    /// Whether a finger does something here, though it is no control.
    fileprivate var answersAFinger: Bool {
        if case .touched = kind { true } else { children.contains(where: \.answersAFinger) }
    }
}
