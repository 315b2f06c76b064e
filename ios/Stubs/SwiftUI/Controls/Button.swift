/// A control that is pressed.
public struct Button<Label>: Drawable where Label: View {
    private let role: ButtonRole?
    private let action: @MainActor () -> Void
    private let label: Label

    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (role, self.action, self.label) = (nil, action, label())
    }

    public init(role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (self.role, self.action, self.label) = (role, action, label())
    }

    public func drawn(in context: Context) -> [Node] {
        let values = context.environment
        let inside = context.container(isDeep: false)
        let drawn: [Node]
        if let style = values.buttonStyle {
            drawn = style.nodes(ButtonStyleConfiguration(role: role, label: .init(content: label)), in: inside)
        } else {
            // The system's own: the words in the tint.
            drawn = label.nodes(in: inside.with { $0.foreground = $0.tint })
        }
        return [Node(.button(role, enabled: values.isEnabled && values.isTouchable, action), drawn)]
    }
}

extension Button where Label == Text {
    public init(_ titleKey: LocalizedStringKey, action: @escaping @MainActor () -> Void) {
        (role, self.action, label) = (nil, action, Text(titleKey))
    }

    @_disfavoredOverload public init<S>(
        _ title: S, action: @escaping @MainActor () -> Void
    ) where S: StringProtocol {
        (role, self.action, label) = (nil, action, Text(title))
    }
}

/// What a button is for.
public struct ButtonRole: Equatable, Sendable {
    let name: String
    public static let destructive = ButtonRole(name: "destructive"), cancel = ButtonRole(name: "cancel")
}
