import KyotakuCore
import SwiftUI

/// A keyboard's keys press those of the screen: a digit the pad's key with that label, the key that deletes the one that takes
/// a digit back, Return the way on. They send what the screen's own keys hold, and nothing else.
struct HardwareKeys: ViewModifier {
    let digits: [Key]
    let delete: Control
    let next: Control
    let send: Send
    @FocusState private var focused: Bool

    func body(content: Content) -> some View {
        // The screen itself takes the focus, so that the first digit counts without a control having been chosen. It draws
        // no ring round itself: it is no control.
        content
            .focusable()
            .focusEffectDisabled()
            .focused($focused)
            .onAppear { focused = true }
            .onKeyPress(phases: .down) { press in
                guard let event = event(of: press.key, press.characters) else { return .ignored }
                send(event)
                return .handled
            }
    }

    /// What a key stands for here; nothing if it stands for nothing.
    func event(of key: KeyEquivalent, _ characters: String) -> Event? {
        switch key {
        case .delete, .deleteForward: delete.event
        case .return: next.event
        default: digits.first { $0.label == characters }?.event
        }
    }
}

extension View {
    /// Lets a keyboard type on a pad.
    func hardwareKeys(_ digits: [Key], delete: Control, next: Control, send: @escaping Send) -> some View {
        modifier(HardwareKeys(digits: digits, delete: delete, next: next, send: send))
    }
}
