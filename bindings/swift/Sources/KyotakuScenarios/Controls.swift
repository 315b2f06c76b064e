import KyotakuCore

/// Something that can be pressed: its words, and the event that the view holds for it.
public struct Control: Equatable, Sendable {
    public let label: String
    public let event: Event
}

extension View {
    /// Every control that can be pressed now, in the order of the core's `View::controls()`.
    public var controls: [Control] {
        screen.controls + [back, cancel].compactMap { $0?.control }
    }

    /// Their labels.
    public var offers: [String] {
        controls.map(\.label)
    }
}

extension Screen {
    fileprivate var controls: [Control] {
        switch self {
        case .mode(let mode):
            mode.modes.map(\.control)
        case .pin(let pin):
            pin.digits.map(\.control) + [pin.delete.control, pin.next.control]
                + [pin.withoutPin].compactMap { $0?.control }
        case .number(let number):
            number.fields.map(\.choose.control) + number.digits.map(\.control)
                + [number.delete.control, number.next.control]
        case .tap:
            []
        case .waiting(let waiting):
            waiting.buttons.map(\.control)
        case .compare(let compare):
            compare.buttons.map(\.control)
        case .eligibility(let eligibility):
            eligibility.buttons.map(\.control)
        case .input(let input):
            input.all.map(\.control) + input.questions.flatMap { $0.choices.map(\.control) } + [input.next.control]
        case .confirm(let confirm):
            [confirm.accept.control, confirm.change.control]
        case .done(let done):
            [done.finish.control]
        case .revoke(let revoke):
            revoke.questions.flatMap { $0.choices.map(\.control) } + [revoke.next.control]
        case .notice(let notice):
            notice.buttons.map(\.control)
        }
    }
}

extension Button {
    public var control: Control { Control(label: label, event: event) }
}

extension Key {
    public var control: Control { Control(label: label, event: event) }
}

extension Choice {
    public var control: Control { Control(label: label, event: event) }
}
