/// A way to lay views out.
@MainActor @preconcurrency public protocol Layout {
    /// Ours.
    var axis: Node.Axis { get }
}

extension Layout {
    public func callAsFunction<V>(@ViewBuilder _ content: () -> V) -> some View where V: View {
        let content = content()
        return LaidOut(content: content, axis: axis)
    }
}

struct LaidOut<Content>: Drawable where Content: View {
    let content: Content
    let axis: Node.Axis

    func drawn(in context: Context) -> [Node] { stacked(content, axis, context) }
}

public struct VStackLayout: Layout {
    public var alignment: HorizontalAlignment
    public var spacing: CGFloat?
    public var axis: Node.Axis { .below }

    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil) {
        (self.alignment, self.spacing) = (alignment, spacing)
    }
}

public struct HStackLayout: Layout {
    public var alignment: VerticalAlignment
    public var spacing: CGFloat?
    public var axis: Node.Axis { .beside }

    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil) {
        (self.alignment, self.spacing) = (alignment, spacing)
    }
}

/// One way or another, without the views losing what they remember.
public struct AnyLayout: Layout {
    public let axis: Node.Axis

    public init<L>(_ layout: L) where L: Layout {
        axis = layout.axis
    }
}
