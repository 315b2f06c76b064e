/// Below each other.
public struct VStack<Content>: Drawable where Content: View {
    private let content: Content

    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func drawn(in context: Context) -> [Node] { stacked(content, .below, context) }
}

/// Beside each other.
public struct HStack<Content>: Drawable where Content: View {
    private let content: Content

    public init(
        alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public func drawn(in context: Context) -> [Node] { stacked(content, .beside, context) }
}

/// Upon each other.
public struct ZStack<Content>: Drawable where Content: View {
    private let content: Content

    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {
        self.content = content()
    }

    public func drawn(in context: Context) -> [Node] { stacked(content, .upon, context) }
}

@MainActor func stacked(_ content: some View, _ axis: Node.Axis, _ context: Context) -> [Node] {
    [Node(.stack(axis), content.nodes(in: context.container(isDeep: axis == .upon)))]
}

/// What fills the room that is left.
public struct Spacer: Drawable {
    public nonisolated init(minLength: CGFloat? = nil) {}

    public func drawn(in context: Context) -> [Node] { [Node(.spacer)] }
}

/// What can be moved to be seen whole.
public struct ScrollView<Content>: Drawable where Content: View {
    public var content: Content
    public var axes: Axis.Set

    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) {
        (self.axes, self.content) = (axes, content())
    }

    public func drawn(in context: Context) -> [Node] {
        [Node(.scroll(axes.asEdges), content.nodes(in: context.container(isDeep: false)))]
    }
}
