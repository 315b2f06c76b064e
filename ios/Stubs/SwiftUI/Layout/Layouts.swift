/// A way to lay views out.
public protocol Layout {
    associatedtype Cache = Void
    typealias Subviews = LayoutSubviews

    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout Cache) -> CGSize
    func placeSubviews(in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout Cache)
    func makeCache(subviews: Subviews) -> Cache
}

extension Layout where Cache == Void {
    public func makeCache(subviews: Subviews) {}
}

extension Layout {
    @MainActor public func callAsFunction<V>(@ViewBuilder _ content: () -> V) -> some View where V: View {
        LaidOut(content: content(), axis: (self as? any OwnLayout)?.axis ?? .beside)
    }
}

/// Ours: which way a layout of the system's goes.
protocol OwnLayout: Layout where Cache == Void {
    var axis: Node.Axis { get }
}

extension OwnLayout {
    public func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout Void) -> CGSize { .zero }

    public func placeSubviews(
        in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout Void
    ) {}
}

struct LaidOut<Content>: Drawable where Content: View {
    let content: Content
    let axis: Node.Axis

    func drawn(in context: Context) -> [Node] { stacked(content, axis, context) }
}

public struct VStackLayout: OwnLayout {
    public var alignment: HorizontalAlignment
    public var spacing: CGFloat?
    var axis: Node.Axis { .below }

    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil) {
        (self.alignment, self.spacing) = (alignment, spacing)
    }
}

public struct HStackLayout: OwnLayout {
    public var alignment: VerticalAlignment
    public var spacing: CGFloat?
    var axis: Node.Axis { .beside }

    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil) {
        (self.alignment, self.spacing) = (alignment, spacing)
    }
}

/// One way or another, without the views losing what they remember.
public struct AnyLayout: OwnLayout {
    let axis: Node.Axis

    public init<L>(_ layout: L) where L: Layout {
        axis = (layout as? any OwnLayout)?.axis ?? .beside
    }
}
