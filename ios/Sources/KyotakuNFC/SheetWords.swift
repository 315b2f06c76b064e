import KyotakuCore

/// What the system's sheet says, which lies over the screen while a card is looked for and read: words of the view, each on a
/// line of its own.
enum SheetWords: Equatable, Sendable {
    /// The tap goes on.
    case going(String)
    /// It came to its end, and the visit goes on.
    case done(String)
    /// It failed: why, and what to do. What was not changed stands on the screen below.
    case failed(String)

    init(_ view: KyotakuCore.View) {
        switch view.screen {
        case .tap(let tap): self = .going("\(tap.lead)\n\(tap.progress)")
        case .notice(let notice): self = .failed("\(view.heading)\n\(notice.toDo)")
        // That the card may be taken away, among it.
        case .waiting(let waiting): self = .done(waiting.message)
        case .mode, .pin, .number, .compare, .eligibility, .input, .confirm, .done, .revoke:
            self = .done(view.heading)
        }
    }

    /// The words alone.
    var text: String {
        switch self {
        case .going(let text), .done(let text), .failed(let text): text
        }
    }
}
