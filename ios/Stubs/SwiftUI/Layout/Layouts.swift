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
        LaidOut(content: content())
    }
}

/// Ours: what a layout of the app's is drawn as.
struct LaidOut<Content>: Drawable where Content: View {
    let content: Content

    func drawn(in context: Context) -> [Node] { stacked(content, .beside, context) }
}
