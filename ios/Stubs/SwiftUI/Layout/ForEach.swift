/// A view for each of many.
public struct ForEach<Data, ID, Content> where Data: RandomAccessCollection, ID: Hashable {
    public var data: Data
    public var content: (Data.Element) -> Content
    private let id: (Data.Element) -> ID
}

extension ForEach: View where Content: View {
    public typealias Body = Never
}

extension ForEach: Drawable where Content: View {
    public init(
        _ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content
    ) {
        (self.data, self.content) = (data, content)
        self.id = { $0[keyPath: id] }
    }

    public func drawn(in context: Context) -> [Node] {
        var nodes: [Node] = []
        for element in data {
            nodes += content(element).nodes(in: context.entering(.id(AnyHashable(id(element)))).over(nodes))
        }
        return nodes
    }
}
