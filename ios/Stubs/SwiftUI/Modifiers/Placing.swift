extension View {
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View {
        within(.padding(edges.asEdges, length))
    }

    public func padding(_ length: CGFloat) -> some View {
        within(.padding([.horizontal, .vertical], length))
    }

    public func frame(
        width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View {
        within(.frame(Frame(width: width, height: height)))
    }

    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View {
        within(.frame(Frame(minWidth: minWidth, maxWidth: maxWidth, minHeight: minHeight, maxHeight: maxHeight)))
    }

    public func fixedSize() -> some View {
        within(.fixedSize(horizontal: true, vertical: true))
    }

    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View {
        within(.fixedSize(horizontal: horizontal, vertical: vertical))
    }

    public func offset(x: CGFloat = 0, y: CGFloat = 0) -> some View { self }

    public func ignoresSafeArea(_ regions: SafeAreaRegions = .all, edges: Edge.Set = .all) -> some View { self }

    public func aspectRatio(_ aspectRatio: CGFloat? = nil, contentMode: ContentMode) -> some View { self }

    public func scaledToFit() -> some View { self }

    public func contentShape<S>(_ shape: S, eoFill: Bool = false) -> some View where S: Shape { self }

    public func id<ID>(_ id: ID) -> some View where ID: Hashable {
        let id = AnyHashable(id)
        return drawn { view, context in view.nodes(in: context.entering(.id(id))) }
    }
}

/// Distances from the edges.
public struct EdgeInsets: Equatable, Sendable {
    public var top, leading, bottom, trailing: CGFloat

    public init(top: CGFloat, leading: CGFloat, bottom: CGFloat, trailing: CGFloat) {
        (self.top, self.leading, self.bottom, self.trailing) = (top, leading, bottom, trailing)
    }
}

public struct SafeAreaRegions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let all = SafeAreaRegions(rawValue: .max)
}

public enum ContentMode: Hashable, CaseIterable, Sendable { case fit, fill }

public struct FillStyle: Equatable, Sendable {
    public init(eoFill: Bool = false, antialiased: Bool = true) {}
}

public struct UnitPoint: Hashable, Sendable {
    public var x, y: CGFloat
    public static let center = UnitPoint(x: 0.5, y: 0.5), topLeading = UnitPoint(x: 0, y: 0)
}
