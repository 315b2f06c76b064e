import KyotakuCore

/// Somebody who holds the phone while a visit is played: ``Shell`` presses what the core's views hold, an app's tests press
/// what is drawn.
public protocol Holder: AnyObject, Sendable {
    /// Waits until the expected screen stands; else says in what way the one that stands is another.
    func wait(for expected: ExpectedScreen) async throws

    /// Presses the one control with these words; of a question's own, where a question is named.
    func press(_ label: String, of question: String?) async throws

    /// Types the PIN by the pad's keys.
    func type(pin digits: String) async throws

    /// Types the 照合番号B by the keys of its screen.
    func type(number digits: String) async throws

    /// Ends the visit.
    func close() async
}

/// What stands on a screen, as far as a visit judges it.
public struct Seen: Equatable, Sendable {
    /// The variant of the core's `Screen`.
    public var screen: String
    /// Whether it may change without a press.
    public var waits: Bool
    /// The lines of the reading.
    public var lines: [String]
    /// The labels of the controls.
    public var offers: [String]

    public init(screen: String, waits: Bool, lines: [String], offers: [String]) {
        (self.screen, self.waits, self.lines, self.offers) = (screen, waits, lines, offers)
    }
}

extension View {
    /// What the view says.
    public var seen: Seen {
        Seen(screen: screen.name, waits: screen.waits, lines: reading, offers: offers)
    }
}

extension Screen {
    /// Whether it waits for something outside: a card, an answer, or the challenge that is fetched while digits are typed.
    fileprivate var waits: Bool {
        switch self {
        case .tap, .waiting, .pin, .number: true
        case .mode, .compare, .eligibility, .input, .confirm, .done, .revoke, .notice: false
        }
    }
}

extension Seen {
    /// What is wrong, and all that stands on the screen.
    public func wrong(_ why: String) -> Failure {
        Failure(
            "\(why)\n  the screen \(screen) stands:\n    \(lines.joined(separator: "\n    "))\n"
                + "  it offers: \(offers.joined(separator: " | "))")
    }
}
