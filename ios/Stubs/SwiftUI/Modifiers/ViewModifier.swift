/// Something done to a view.
@MainActor @preconcurrency public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder @MainActor @preconcurrency func body(content: Content) -> Body
}

/// The view to which a modifier does something.
public struct _ViewModifier_Content<Modifier>: Drawable where Modifier: ViewModifier {
    let content: any View

    public func drawn(in context: Context) -> [Node] { content.nodes(in: context) }
}

/// A view, and what is done to it.
public struct ModifiedContent<Content, Modifier> {
    public var content: Content
    public var modifier: Modifier

    public init(content: Content, modifier: Modifier) {
        self.content = content
        self.modifier = modifier
    }
}

extension ModifiedContent: View where Content: View, Modifier: ViewModifier {
    public typealias Body = Never
}

extension ModifiedContent: Drawable where Content: View, Modifier: ViewModifier {
    public func drawn(in context: Context) -> [Node] {
        let inside = context.entering(.modifier)
        link(modifier, at: inside.place, in: inside)
        return modifier.body(content: _ViewModifier_Content(content: content)).nodes(in: inside.entering(.body))
    }
}

extension View {
    public func modifier<T>(_ modifier: T) -> ModifiedContent<Self, T> {
        ModifiedContent(content: self, modifier: modifier)
    }
}

/// Ours: a view that is drawn in another way.
struct Redrawn<Content>: Drawable where Content: View {
    let content: Content
    let draw: @MainActor (Content, Context) -> [Node]

    func drawn(in context: Context) -> [Node] { draw(content, context) }
}

extension View {
    /// The same view, drawn in this way.
    func drawn(by draw: @escaping @MainActor (Self, Context) -> [Node]) -> some View {
        Redrawn(content: self, draw: draw)
    }

    /// The same view, with something else in what it inherits.
    func inheriting(_ change: @escaping @MainActor (inout EnvironmentValues) -> Void) -> some View {
        drawn { view, context in view.nodes(in: context.with(change)) }
    }

    /// Each part of the view, in something.
    func within(_ kind: Node.Kind) -> some View {
        drawn { view, context in view.nodes(in: context).map { Node(kind, [$0]) } }
    }
}
