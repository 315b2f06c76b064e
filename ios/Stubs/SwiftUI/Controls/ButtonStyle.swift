/// How a button looks.
@MainActor @preconcurrency public protocol ButtonStyle: AnyButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder @MainActor @preconcurrency func makeBody(configuration: Configuration) -> Body
}

/// What a style is told of its button.
public struct ButtonStyleConfiguration {
    public struct Label: Drawable {
        let content: any View

        public func drawn(in context: Context) -> [Node] { content.nodes(in: context) }
    }

    public let label: Label
    /// Never: a finger of ours presses in no time.
    public var isPressed: Bool { false }
}

/// Ours: any style.
@MainActor @preconcurrency public protocol AnyButtonStyle {
    func nodes(_ configuration: ButtonStyleConfiguration, in context: Context) -> [Node]
}

extension ButtonStyle {
    public func nodes(_ configuration: ButtonStyleConfiguration, in context: Context) -> [Node] {
        let inside = context.entering(.type(ObjectIdentifier(Self.self)))
        link(self, at: inside.place, in: inside)
        return makeBody(configuration: configuration).nodes(in: inside.entering(.body))
    }
}

extension View {
    public func buttonStyle<S>(_ style: S) -> some View where S: ButtonStyle {
        inheriting { $0.buttonStyle = style }
    }
}
