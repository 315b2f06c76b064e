/// The views that a layout places. Nothing of ours measures letters: a layout is tried with views of given sizes.
public struct LayoutSubviews: RandomAccessCollection {
    public typealias Element = LayoutSubview
    private let subviews: [LayoutSubview]

    /// Ours: views that are as wide and high as this says, for the room they are offered.
    public init(_ sizes: [@Sendable (ProposedViewSize) -> CGSize]) {
        subviews = sizes.map { LayoutSubview(size: $0, placed: Location(nil)) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { subviews.count }
    public subscript(index: Int) -> LayoutSubview { subviews[index] }
}

/// A view that a layout places.
public struct LayoutSubview {
    let size: @Sendable (ProposedViewSize) -> CGSize
    let placed: Location<CGRect?>

    public var spacing: ViewSpacing { ViewSpacing() }
    public var priority: Double { 0 }

    public func sizeThatFits(_ proposal: ProposedViewSize) -> CGSize { size(proposal) }

    public func dimensions(in proposal: ProposedViewSize) -> ViewDimensions { ViewDimensions(size: size(proposal)) }

    public func place(at position: CGPoint, anchor: UnitPoint = .topLeading, proposal: ProposedViewSize) {
        let size = size(proposal)
        placed.target = CGRect(
            x: position.x - anchor.x * size.width, y: position.y - anchor.y * size.height, width: size.width,
            height: size.height)
    }

    /// Ours: where it was placed.
    public var rectangle: CGRect? { placed.target }
}

public struct ViewSpacing: Sendable {
    public init() {}
    public func distance(to next: ViewSpacing, along axis: Axis) -> CGFloat { 8 }
}

public struct ViewDimensions: Equatable {
    let size: CGSize
    public var width: CGFloat { size.width }
    public var height: CGFloat { size.height }
    /// Of a single line.
    public subscript(guide: VerticalAlignment) -> CGFloat { size.height * 0.8 }
}

/// The room that a view is offered; nothing is as much as it likes.
public struct ProposedViewSize: Equatable, Sendable {
    public var width, height: CGFloat?
    public static let zero = ProposedViewSize(width: 0, height: 0)
    public static let unspecified = ProposedViewSize(width: nil, height: nil)
    public static let infinity = ProposedViewSize(width: .infinity, height: .infinity)

    public init(width: CGFloat?, height: CGFloat?) {
        (self.width, self.height) = (width, height)
    }

    public init(_ size: CGSize) {
        (width, height) = (size.width, size.height)
    }

    public func replacingUnspecifiedDimensions(by size: CGSize = CGSize(width: 10, height: 10)) -> CGSize {
        CGSize(width: width ?? size.width, height: height ?? size.height)
    }
}
