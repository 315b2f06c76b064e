extension View {
    public func background<S>(
        _ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all
    ) -> some View where S: ShapeStyle {
        upon { _ in Rectangle().fill(style) }
    }

    public func background<S, T>(
        _ style: S, in shape: T, fillStyle: FillStyle = FillStyle()
    ) -> some View where S: ShapeStyle, T: InsettableShape {
        upon { _ in shape.fill(style) }
    }

    public func background<V>(
        alignment: Alignment = .center, @ViewBuilder content: () -> V
    ) -> some View where V: View {
        let content = content()
        return upon { _ in content }
    }

    public func overlay<V>(
        alignment: Alignment = .center, @ViewBuilder content: () -> V
    ) -> some View where V: View {
        let content = content()
        return drawn { view, context in
            let below = view.nodes(in: context)
            let above = content.nodes(in: context.entering(.behind).container(isDeep: true).over(below))
            return above.isEmpty ? below : [Node(.stack(.upon), below + above)]
        }
    }

    public func border<S>(_ content: S, width: CGFloat = 1) -> some View where S: ShapeStyle {
        overlay { Rectangle().strokeBorder(content, lineWidth: width) }
    }

    /// This view upon another, which is drawn first.
    private func upon<V>(_ behind: @escaping @MainActor (Context) -> V) -> some View where V: View {
        drawn { view, context in
            let below = behind(context).nodes(in: context.entering(.behind))
            let inside = context.container(isDeep: true).over(below).container(isDeep: context.isDeep)
            return [Node(.ground, [Node(.stack(.upon), view.nodes(in: inside)), Node(.stack(.upon), below)])]
        }
    }
}
