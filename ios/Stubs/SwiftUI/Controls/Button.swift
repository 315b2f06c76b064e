/// A control that is pressed.
public struct Button<Label>: Drawable where Label: View {
    private let action: @MainActor () -> Void
    private let label: Label

    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (self.action, self.label) = (action, label())
    }

    public func drawn(in context: Context) -> [Node] {
        let values = context.environment
        let inside = context.container(isDeep: false)
        let drawn: [Node]
        if let style = values.buttonStyle {
            drawn = style.nodes(ButtonStyleConfiguration(label: .init(content: label)), in: inside)
        } else {
            // The system's own: the words in the tint.
            drawn = label.nodes(in: inside.with { $0.foreground = $0.tint })
        }
        return [Node(.button(enabled: values.isEnabled, action), drawn)]
    }
}
