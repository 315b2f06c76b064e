extension View {
    public func tint<S>(_ tint: S?) -> some View where S: ShapeStyle {
        inheriting { $0.tint = tint?.colour(in: $0) ?? $0.tint }
    }

    public func tracking(_ tracking: CGFloat) -> some View { self }

    public func scaleEffect(x: CGFloat = 1, y: CGFloat = 1, anchor: UnitPoint = .center) -> some View { self }
}

extension KeyEquivalent {
    public static let deleteForward = KeyEquivalent("\u{F728}")
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
