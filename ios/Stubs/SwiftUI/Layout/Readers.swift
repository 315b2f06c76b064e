/// Moves what is scrolled so that something is seen.
public struct ScrollViewReader<Content>: Drawable where Content: View {
    public var content: (ScrollViewProxy) -> Content

    public init(@ViewBuilder content: @escaping (ScrollViewProxy) -> Content) {
        self.content = content
    }

    public func drawn(in context: Context) -> [Node] { content(ScrollViewProxy()).nodes(in: context) }
}

public struct ScrollViewProxy {
    public func scrollTo<ID>(_ id: ID, anchor: UnitPoint? = nil) where ID: Hashable {}
}

/// Tells its content how much room there is. Here it is always that of an iPhone, upright.
public struct GeometryReader<Content>: Drawable where Content: View {
    public var content: (GeometryProxy) -> Content

    public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) {
        self.content = content
    }

    public func drawn(in context: Context) -> [Node] {
        [Node(.stack(.upon), content(GeometryProxy()).nodes(in: context.container(isDeep: true)))]
    }
}

public struct GeometryProxy {
    public var size: CGSize { CGSize(width: 393, height: 852) }
}

extension GeometryProxy {
    /// All of it: nothing scrolls in a drawing of ours.
    public func frame(in coordinateSpace: some CoordinateSpaceProtocol) -> CGRect {
        CGRect(origin: .zero, size: size)
    }
}

public protocol CoordinateSpaceProtocol {}

public struct GlobalCoordinateSpace: CoordinateSpaceProtocol {
    public init() {}
}

extension CoordinateSpaceProtocol where Self == GlobalCoordinateSpace {
    public static var global: GlobalCoordinateSpace { GlobalCoordinateSpace() }
}
