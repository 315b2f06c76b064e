import Foundation
import KyotakuCore

// What the frame does differently for one screen and another. Each names them all, so that a new screen is thought of here.

extension Screen {
    /// How wide it may be: where it has two halves, as wide as two columns.
    var width: CGFloat {
        switch self {
        case .pin, .number, .tap, .compare: Space.columns
        case .mode, .waiting, .eligibility, .input, .confirm, .done, .revoke, .notice: Space.column
        }
    }

    /// Why a press did not go on, where the screen says so.
    var hint: String? {
        switch self {
        case .pin(let view): view.hint
        case .number(let view): view.hint
        case .input(let view): view.hint
        case .revoke(let view): view.hint
        case .mode, .tap, .waiting, .compare, .eligibility, .confirm, .done, .notice: nil
        }
    }

    /// Staff's screens from which a card is asked for next, and the tap's own. No patient reads of the phone itself.
    var mayLeadToATap: Bool {
        switch self {
        case .mode, .pin, .number, .tap, .notice: true
        case .waiting, .compare, .eligibility, .input, .confirm, .done, .revoke: false
        }
    }

    /// Whether it stands for as long as a card is read, which nobody touches the screen for: a phone that locks itself ends
    /// the reading.
    var isReadWithoutAFinger: Bool {
        switch self {
        case .tap: true
        case .mode, .pin, .waiting, .number, .compare, .eligibility, .input, .confirm, .done, .revoke, .notice: false
        }
    }

    /// Whether what it shows may stand there while the system's own sheet for a card lies over the app, which makes the app
    /// inactive [I]: nothing of a patient is on it, and it says where to hold the card.
    var isShownUnderASheet: Bool {
        switch self {
        case .mode, .tap: true
        case .pin, .waiting, .number, .compare, .eligibility, .input, .confirm, .done, .revoke, .notice: false
        }
    }
}
