/// A shape; drawn as a view it is filled.
@MainActor @preconcurrency public protocol Shape: Sendable, View {
    nonisolated func path(in rect: CGRect) -> Path
}

extension Shape {
    public var body: some View { fill(.foreground) }

    public func fill<S>(_ content: S = .foreground, style: FillStyle = FillStyle()) -> some View where S: ShapeStyle {
        painted(content, edge: nil)
    }

    func painted<S>(_ style: S, edge: CGFloat?) -> some View where S: ShapeStyle {
        Painted(name: String(describing: Self.self), style: style, edge: edge)
    }
}

/// A shape that can be made smaller on all sides.
@MainActor @preconcurrency public protocol InsettableShape: Shape {}

extension InsettableShape {
    public func strokeBorder<S>(
        _ content: S = .foreground, lineWidth: CGFloat = 1, antialiased: Bool = true
    ) -> some View where S: ShapeStyle {
        painted(content, edge: lineWidth)
    }
}

public struct Rectangle: InsettableShape {
    public nonisolated init() {}

    public nonisolated func path(in rect: CGRect) -> Path { Path(rect) }
}

public struct Circle: InsettableShape {
    public nonisolated init() {}

    public nonisolated func path(in rect: CGRect) -> Path { Path(rect) }
}

public struct Capsule: InsettableShape {
    public nonisolated init(style: RoundedCornerStyle = .continuous) {}

    public nonisolated func path(in rect: CGRect) -> Path { Path(rect) }
}

public struct RoundedRectangle: InsettableShape {
    public var cornerRadius: CGFloat

    public nonisolated init(cornerRadius: CGFloat, style: RoundedCornerStyle = .continuous) {
        self.cornerRadius = cornerRadius
    }

    public nonisolated func path(in rect: CGRect) -> Path { Path(rect) }
}

public enum RoundedCornerStyle: Sendable { case circular, continuous }

public enum CGLineCap: Int32, Sendable { case butt, round, square }
public enum CGLineJoin: Int32, Sendable { case miter, round, bevel }

public struct StrokeStyle: Equatable, Sendable {
    public var lineWidth: CGFloat

    public init(
        lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt, lineJoin: CGLineJoin = .miter, miterLimit: CGFloat = 10,
        dash: [CGFloat] = [], dashPhase: CGFloat = 0
    ) {
        self.lineWidth = lineWidth
    }
}

/// Ours: a shape with its colour.
struct Painted<S>: Drawable where S: ShapeStyle {
    let name: String
    let style: S
    let edge: CGFloat?

    func drawn(in context: Context) -> [Node] {
        let values = context.environment
        let colour = style.colour(in: values) ?? values.foreground
        return [Node(.shape(name, Paint(filling: colour, edge: edge, in: values)))]
    }
}

extension Paint {
    @MainActor init(filling colour: Color, edge: CGFloat? = nil, in environment: EnvironmentValues) {
        given = colour
        self.colour = colour.resolve(in: environment)
        ground = environment.ground.resolve(in: environment)
        self.edge = edge
    }
}
