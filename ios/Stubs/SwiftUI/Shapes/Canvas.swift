/// Something drawn line by line. What it looks like is not kept.
public struct Canvas<Symbols>: Drawable where Symbols: View {
    private let renderer: (inout GraphicsContext, CGSize) -> Void

    public func drawn(in context: Context) -> [Node] {
        var graphics = GraphicsContext()
        renderer(&graphics, CGSize(width: 100, height: 100))
        return [Node(.symbol("Canvas", Look(in: context.environment)))]
    }
}

extension Canvas where Symbols == EmptyView {
    public init(
        opaque: Bool = false, colorMode: ColorRenderingMode = .nonLinear, rendersAsynchronously: Bool = false,
        renderer: @escaping (inout GraphicsContext, CGSize) -> Void
    ) {
        self.renderer = renderer
    }
}

public enum ColorRenderingMode: Sendable { case nonLinear, linear, extendedLinear }

public struct GraphicsContext {
    public struct Shading: Sendable {
        public static func style<S>(_ style: S) -> Shading where S: ShapeStyle { Shading() }
    }

    public func fill(_ path: Path, with shading: Shading, style: FillStyle = FillStyle()) {}

    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) {}
}

/// A line that is drawn.
public struct Path: Shape, Equatable, Sendable {
    public nonisolated init() {}
    public nonisolated init(_ rect: CGRect) {}
    public nonisolated init(ellipseIn rect: CGRect) {}
    public nonisolated func path(in rect: CGRect) -> Path { self }
    public mutating nonisolated func move(to end: CGPoint) {}
    public mutating nonisolated func addLine(to end: CGPoint) {}
    public mutating nonisolated func closeSubpath() {}
}
