/// The views that a layout places: none, because nothing of ours measures letters. What a layout does with views of some size is
/// for its own tests.
public struct LayoutSubviews: RandomAccessCollection {
    public typealias Element = LayoutSubview

    public var startIndex: Int { 0 }
    public var endIndex: Int { 0 }
    public subscript(index: Int) -> LayoutSubview { LayoutSubview() }
}

/// A view that a layout places.
public struct LayoutSubview {
    public func sizeThatFits(_ proposal: ProposedViewSize) -> CGSize { .zero }

    public func place(at position: CGPoint, anchor: UnitPoint = .topLeading, proposal: ProposedViewSize) {}
}

/// The room that a view is offered; nothing is as much as it likes.
public struct ProposedViewSize: Equatable, Sendable {
    public var width, height: CGFloat?
    public static let unspecified = ProposedViewSize(width: nil, height: nil)

    public init(width: CGFloat?, height: CGFloat?) {
        (self.width, self.height) = (width, height)
    }

    public init(_ size: CGSize) {
        (width, height) = (size.width, size.height)
    }
}
