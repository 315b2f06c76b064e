/// What shapes and words are drawn with.
public protocol ShapeStyle: Sendable {
    associatedtype Resolved: ShapeStyle = Never
    func resolve(in environment: EnvironmentValues) -> Resolved

    /// Ours: the colour that this is here; nothing if it is the one that there is already.
    func colour(in environment: EnvironmentValues) -> Color?
}

extension ShapeStyle where Resolved == Never {
    public func resolve(in environment: EnvironmentValues) -> Never {
        fatalError("\(Self.self) is no other style")
    }
}

extension Never: ShapeStyle {}

extension Color.Resolved: ShapeStyle {
    public func colour(in environment: EnvironmentValues) -> Color? { Color(self) }
}

extension ShapeStyle {
    public func colour(in environment: EnvironmentValues) -> Color? {
        resolve(in: environment).colour(in: environment)
    }
}

extension Color: ShapeStyle {
    public func colour(in environment: EnvironmentValues) -> Color? { self }
}

extension ShapeStyle where Self == Color {
    public static var white: Color { .white }
    public static var black: Color { .black }
    public static var clear: Color { .clear }
}

/// The colour of what is around, or a paler one.
public struct HierarchicalShapeStyle: ShapeStyle {
    let isSecond: Bool
    public static let primary = HierarchicalShapeStyle(isSecond: false)
    public static let secondary = HierarchicalShapeStyle(isSecond: true)

    public func colour(in environment: EnvironmentValues) -> Color? { isSecond ? .secondary : nil }
}

extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: HierarchicalShapeStyle { .primary }
    public static var secondary: HierarchicalShapeStyle { .secondary }
}

/// The tint.
public struct TintShapeStyle: ShapeStyle {
    public init() {}

    public func colour(in environment: EnvironmentValues) -> Color? { environment.tint }
}

extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: TintShapeStyle { TintShapeStyle() }
}

/// The system's own ground.
public struct BackgroundStyle: ShapeStyle {
    public init() {}

    public func colour(in environment: EnvironmentValues) -> Color? { .systemGround }
}

extension ShapeStyle where Self == BackgroundStyle {
    public static var background: BackgroundStyle { BackgroundStyle() }
}

/// The colour that is set around.
public struct ForegroundStyle: ShapeStyle {
    public init() {}

    public func colour(in environment: EnvironmentValues) -> Color? { nil }
}

extension ShapeStyle where Self == ForegroundStyle {
    public static var foreground: ForegroundStyle { ForegroundStyle() }
}

/// A style whose type is not told.
public struct AnyShapeStyle: ShapeStyle {
    private let style: any ShapeStyle

    public init<S>(_ style: S) where S: ShapeStyle { self.style = style }

    public func colour(in environment: EnvironmentValues) -> Color? { style.colour(in: environment) }
}
