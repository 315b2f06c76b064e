import Foundation
import KyotakuCore

/// Somebody who holds the phone: one visit. Reads what the view says, and presses what it holds.
public final class Shell: Holder {
    /// How long a screen is waited for: longer than every time limit of the core's, the longest of which is the minute that
    /// it waits for a card.
    public static let patience: Duration = .seconds(180)

    /// The visit itself.
    public let visit: Kyotaku
    /// Counts the changes that no press caused.
    public let changes: Tally

    /// Starts a visit on a scene, with its reader or another.
    public convenience init(_ scene: Scene, reader: (any CardReader)? = nil) throws {
        let changes = Tally()
        self.init(try scene.visit(reader: reader ?? SceneReader(scene), observer: changes), changes: changes)
    }

    /// Holds a visit, whose changes somebody counts here.
    public init(_ visit: Kyotaku, changes: Tally) {
        self.visit = visit
        self.changes = changes
    }

    /// Waits until the expected screen stands; else says in what way the one that stands is another.
    @discardableResult
    public func look(_ expected: ExpectedScreen) async throws -> View {
        let end = ContinuousClock.now + Self.patience
        while true {
            // Counted before the look, so that a change during the look is not missed.
            let seen = changes.count
            let view = visit.view()
            switch judge(expected, view.seen) {
            case .fits: return view
            case .never(let why): throw view.wrong(why)
            case .notYet(let why):
                guard await changes.more(than: seen, until: end) else {
                    throw view.wrong("\(why); waited \(Self.patience)")
                }
            }
        }
    }

    /// Waits until this screen stands, and shows these lines.
    @discardableResult
    public func look(_ screen: String, _ shows: [String] = []) async throws -> View {
        try await look(ExpectedScreen(name: screen, shows: shows))
    }

    public func wait(for expected: ExpectedScreen) async throws {
        try await look(expected)
    }

    public func press(_ label: String, of question: String?) throws {
        if let question { try press(label, of: question) } else { try press(label) }
    }

    public func type(pin digits: String) throws {
        try type(digits)
    }

    public func close() {
        visit.close()
    }

    /// Presses the one control with these words.
    public func press(_ label: String) throws {
        let view = visit.view()
        let found = view.controls.filter { letterForLetter($0.label, label) }
        guard found.count == 1 else {
            throw view.wrong(
                found.isEmpty
                    ? "there is no 「\(label)」 to press" : "there are \(found.count) 「\(label)」: say `of` which question"
            )
        }
        try dispatch(found[0], of: view)
    }

    /// Presses a question's own button.
    public func press(_ label: String, of question: String) throws {
        let view = visit.view()
        let questions: [QuestionView]
        switch view.screen {
        case .input(let form): questions = form.questions
        case .revoke(let revoke): questions = revoke.questions
        case .mode, .pin, .number, .tap, .waiting, .compare, .eligibility, .confirm, .done, .notice:
            throw view.wrong("there are no questions on it")
        }
        let choices = questions.filter { letterForLetter($0.label, question) }.flatMap(\.choices)
        let found = choices.filter { letterForLetter($0.label, label) }
        guard found.count == 1 else { throw view.wrong("「\(question)」 has \(found.count) buttons 「\(label)」") }
        try dispatch(found[0].control, of: view)
    }

    /// Types the PIN by the pad's keys.
    public func type(_ digits: String) throws {
        try type(digits) { view in
            guard case .pin(let pad) = view.screen else { throw view.wrong("there is no PIN pad") }
            return pad.digits
        }
    }

    /// Types the 照合番号B by the keys of its screen.
    public func type(number digits: String) throws {
        try type(digits) { view in
            guard case .number(let pad) = view.screen else { throw view.wrong("there is no pad for the 照合番号B") }
            return pad.digits
        }
    }

    private func type(_ digits: String, on pad: (View) throws -> [Key]) throws {
        for digit in digits {
            let view = visit.view()
            guard let key = try pad(view).first(where: { $0.label == String(digit) }) else {
                throw view.wrong("the pad has no key 「\(digit)」")
            }
            try dispatch(Control(label: key.label, event: key.event), of: view)
        }
    }

    /// The only place where something is pressed: an event that the view itself holds.
    private func dispatch(_ control: Control, of view: View) throws {
        guard view.controls.contains(control) else { throw view.wrong("the view has no control for \(control.event)") }
        _ = visit.dispatch(event: control.event)
    }
}

extension Scene {
    /// What a visit on this scene starts with: the same in every runner, for it stands on the screens.
    public var settings: Settings {
        let origin = Origin(channel: .visitApp, app: "kyotaku-scenarios", version: "1", device: "phone-1")
        return Settings(service: service, token: token, origin: origin, trustedRoots: nil, antenna: .upperEdge)
    }

    /// Starts a visit on this scene.
    public func visit(reader: any CardReader, observer: any Observer) throws -> Kyotaku {
        try Kyotaku(settings: settings, reader: reader, observer: observer)
    }
}

extension View {
    /// What is wrong, and all that stands on the screen.
    fileprivate func wrong(_ why: String) -> Failure {
        seen.wrong(why)
    }
}
