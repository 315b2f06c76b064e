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
}

/// The colour that is set around.
public struct ForegroundStyle: ShapeStyle {
    public init() {}

    public func colour(in environment: EnvironmentValues) -> Color? { nil }
}

extension ShapeStyle where Self == ForegroundStyle {
    public static var foreground: ForegroundStyle { ForegroundStyle() }
}
