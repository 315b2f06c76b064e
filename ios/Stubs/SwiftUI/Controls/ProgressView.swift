/// How much is done, or that something is under way.
public struct ProgressView<Label, CurrentValueLabel>: Drawable where Label: View, CurrentValueLabel: View {
    private let done: Double?
    private let total: Double
    private let label: Label?

    public func drawn(in context: Context) -> [Node] {
        let bar = Node(.progress(done: done, of: total, Look(in: context.environment)))
        return [bar]
    }
}

extension ProgressView where CurrentValueLabel == EmptyView {
    public init<V>(value: V?, total: V = 1.0) where Label == EmptyView, V: BinaryFloatingPoint {
        (done, self.total, label) = (value.map { Double($0) }, Double(total), nil)
    }
}
