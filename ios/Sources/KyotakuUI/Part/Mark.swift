import KyotakuCore
import SwiftUI

/// The marks that stand beside words, so that nothing is told by colour alone. They are for the eye only: what they say
/// stands in the words, and VoiceOver passes over them. They grow with the words that they stand beside.
enum Mark: String, CaseIterable {
    case plain = "info.circle.fill"
    case good = "checkmark.circle.fill"
    case caution = "exclamationmark.triangle.fill"
    case alarm = "exclamationmark.octagon.fill"
    case kept = "checkmark.shield"
    case toDo = "arrow.right"
    case back = "arrow.left"
    case cancel = "xmark"
    case open = "circle"
    case waiting = "clock"
}

extension Mark {
    static func of(_ tone: Tone) -> Mark {
        switch tone {
        case .plain: .plain
        case .good: .good
        case .caution: .caution
        case .alarm: .alarm
        }
    }
}

/// A mark, in the lettering of the words beside it.
struct MarkIcon: View {
    let mark: Mark
    let colour: Role
    let lettering: Lettering

    init(_ mark: Mark, _ colour: Role, _ lettering: Lettering) {
        self.mark = mark
        self.colour = colour
        self.lettering = lettering
    }

    var body: some View {
        Image(systemName: mark.rawValue).lettered(lettering).foregroundStyle(colour).accessibilityHidden(true)
    }
}
