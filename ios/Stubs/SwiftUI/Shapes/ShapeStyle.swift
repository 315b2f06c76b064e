/// What shapes and words are drawn with.
public protocol ShapeStyle: Sendable {
    associatedtype Resolved: ShapeStyle = Never
    func resolve(in environment: EnvironmentValues) -> Resolved
}

extension ShapeStyle where Resolved == Never {
    public func resolve(in environment: EnvironmentValues) -> Never {
        fatalError("\(Self.self) is no other style")
    }
}

extension Never: ShapeStyle {}

extension Color.Resolved: ShapeStyle {}

/// Ours: a style that is a colour, or what there is already.
protocol OwnStyle: ShapeStyle {
    func colour(in environment: EnvironmentValues) -> Color?
}

extension ShapeStyle {
    /// The colour that this is here; nothing if it is the one that there is already.
    func colour(in environment: EnvironmentValues) -> Color? {
        if let own = self as? any OwnStyle { return own.colour(in: environment) }
        if let resolved = self as? Color.Resolved { return Color(resolved) }
        return resolve(in: environment).colour(in: environment)
    }
}

extension Color: ShapeStyle, OwnStyle {
    func colour(in environment: EnvironmentValues) -> Color? { self }
}

extension ShapeStyle where Self == Color {
    public static var white: Color { .white }
    public static var black: Color { .black }
    public static var clear: Color { .clear }
}

/// The colour of what is around, or a paler one.
public struct HierarchicalShapeStyle: OwnStyle {
    let isSecond: Bool
    public static let primary = HierarchicalShapeStyle(isSecond: false)
    public static let secondary = HierarchicalShapeStyle(isSecond: true)

    func colour(in environment: EnvironmentValues) -> Color? { isSecond ? .secondary : nil }
}

extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: HierarchicalShapeStyle { .primary }
    public static var secondary: HierarchicalShapeStyle { .secondary }
}

/// The tint.
public struct TintShapeStyle: OwnStyle {
    public init() {}

    func colour(in environment: EnvironmentValues) -> Color? { environment.tint }
}

extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: TintShapeStyle { TintShapeStyle() }
}

/// The system's own ground.
public struct BackgroundStyle: OwnStyle {
    public init() {}

    func colour(in environment: EnvironmentValues) -> Color? { .systemGround }
}

extension ShapeStyle where Self == BackgroundStyle {
    public static var background: BackgroundStyle { BackgroundStyle() }
}

/// The colour that is set around.
public struct ForegroundStyle: OwnStyle {
    public init() {}

    func colour(in environment: EnvironmentValues) -> Color? { nil }
}

extension ShapeStyle where Self == ForegroundStyle {
    public static var foreground: ForegroundStyle { ForegroundStyle() }
}

/// A style whose type is not told.
public struct AnyShapeStyle: OwnStyle {
    private let style: any ShapeStyle

    public init<S>(_ style: S) where S: ShapeStyle { self.style = style }

    func colour(in environment: EnvironmentValues) -> Color? { style.colour(in: environment) }
}
