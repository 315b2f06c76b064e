/// A colour.
public struct Color: Drawable, Hashable, Sendable {
    private let light: Resolved
    private let dark: Resolved
    /// Which of those around it stands for it.
    private var isTint = false

    /// A colour as it is drawn.
    public struct Resolved: Hashable, Sendable {
        public var red, green, blue, opacity: Float

        public init(
            colorSpace: RGBColorSpace = .sRGB, red: Float, green: Float, blue: Float, opacity: Float = 1
        ) {
            (self.red, self.green, self.blue, self.opacity) = (red, green, blue, opacity)
        }
    }

    public enum RGBColorSpace: Hashable, Sendable { case sRGB, sRGBLinear, displayP3 }

    init(light: Resolved, dark: Resolved) {
        (self.light, self.dark) = (light, dark)
    }

    public nonisolated init(_ resolved: Resolved) {
        (light, dark) = (resolved, resolved)
    }

    public nonisolated init(
        _ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1
    ) {
        self.init(Resolved(red: Float(red), green: Float(green), blue: Float(blue), opacity: Float(opacity)))
    }

    public nonisolated init(_ colorSpace: RGBColorSpace = .sRGB, white: Double, opacity: Double = 1) {
        self.init(colorSpace, red: white, green: white, blue: white, opacity: opacity)
    }

    public func resolve(in environment: EnvironmentValues) -> Resolved {
        let colour = isTint && environment.tint != .accentColor ? environment.tint : self
        return environment.colorScheme == .dark ? colour.dark : colour.light
    }

    public func opacity(_ opacity: Double) -> Color {
        func thinned(_ colour: Resolved) -> Resolved {
            var thinned = colour
            thinned.opacity *= Float(opacity)
            return thinned
        }
        return Color(light: thinned(light), dark: thinned(dark))
    }

    /// How much of it covers what lies under it.
    var opacityGiven: Float { min(light.opacity, dark.opacity) }

    public func drawn(in context: Context) -> [Node] {
        [Node(.shape("Color", Paint(filling: self, in: context.environment)))]
    }
}

extension Color {
    private static func grey(_ light: Float, _ dark: Float) -> Color {
        Color(
            light: Resolved(red: light, green: light, blue: light), dark: Resolved(red: dark, green: dark, blue: dark))
    }

    public static let white = grey(1, 1), black = grey(0, 0)
    public static let clear = Color(white: 0, opacity: 0)
    /// Apple's label colour.
    public static let primary = grey(0, 1)
    /// Apple's system blue, which is the accent colour where an app names none.
    public static let accentColor: Color = {
        var accent = Color(
            light: Resolved(red: 0, green: 122 / 255, blue: 1), dark: Resolved(red: 10 / 255, green: 132 / 255, blue: 1)
        )
        accent.isTint = true
        return accent
    }()
    /// Apple's system background, on which everything is drawn.
    static let systemGround = grey(1, 0)
}
