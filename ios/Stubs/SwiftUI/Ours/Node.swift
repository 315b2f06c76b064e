/// A part of what is drawn, with what stands in it.
@MainActor public struct Node {
    public enum Kind {
        case text(String, Look)
        /// A symbol of the system's, or a drawing of the app's own.
        case symbol(String, Look)
        case picture(width: Int, height: Int)
        case shape(String, Paint)
        case progress(done: Double?, of: Double, Look)
        case button(enabled: Bool, @MainActor () -> Void)
        case stack(Axis)
        case scroll(Edges)
        case divider, spacer
        /// From here on, round what stands in it.
        case frame(Frame)
        case padding(Edges, CGFloat?)
        case fixedSize(horizontal: Bool, vertical: Bool)
        /// The first lies on the second.
        case ground
        case accessibility(Accessibility)
        /// Answers a finger, without being a control.
        case touched(@MainActor () -> Void)
        /// Answers the keys of a keyboard.
        case keys(@MainActor (KeyPress) -> KeyPress.Result)
    }

    /// How parts of a container stand to each other.
    public enum Axis: String, Sendable {
        case below, beside, upon
    }

    /// Vertical, horizontal or both.
    public struct Edges: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let vertical = Edges(rawValue: 1), horizontal = Edges(rawValue: 2)
    }

    public var kind: Kind
    public var children: [Node]

    init(_ kind: Kind, _ children: [Node] = []) {
        self.kind = kind
        self.children = children
    }

    /// This and all that stands in it.
    public var all: [Node] {
        [self] + children.flatMap(\.all)
    }
}

/// What a frame asks for.
public struct Frame: Equatable, Sendable {
    public var width, height, minWidth, maxWidth, minHeight, maxHeight: CGFloat?
}

/// How words are drawn.
public struct Look: Equatable, Sendable {
    public var font: Font
    public var isBold: Bool
    public var isUnderlined: Bool
    public var colour: Color.Resolved
    /// What they are drawn upon; nothing if nothing says so, and then the system's own ground.
    public var ground: Color.Resolved
    public var lineLimit: Int?
    public var minimumScale: CGFloat
    public var isPrivate: Bool
    /// Whether it is drawn without its words.
    public var isRedacted: Bool

    /// How words would be drawn here.
    @MainActor init(in environment: EnvironmentValues) {
        font = environment.font ?? .body
        isBold = environment.isBold || font.weight.map { $0 >= .semibold } == true
        isUnderlined = environment.isUnderlined
        colour = environment.foreground.resolve(in: environment)
        ground = environment.ground.resolve(in: environment)
        lineLimit = environment.lineLimit
        minimumScale = environment.minimumScaleFactor
        isPrivate = environment.isPrivate
        isRedacted =
            environment.redactionReasons.contains(.placeholder)
            || (isPrivate && environment.redactionReasons.contains(.privacy))
    }
}

/// What a shape is drawn with.
public struct Paint: Equatable, Sendable {
    public var colour: Color.Resolved
    public var ground: Color.Resolved
    /// Only its edge, so wide; nothing if it is filled.
    public var edge: CGFloat?
    /// As it was given.
    var given: Color
}

extension Node {
    /// What this covers its whole place with.
    var fill: Color? {
        switch kind {
        case .shape(_, let paint): paint.edge == nil && paint.given.opacityGiven >= 1 ? paint.given : nil
        case .frame, .padding, .fixedSize, .accessibility, .touched, .keys: children.last?.fill
        case .ground: children.first?.fill ?? children.last?.fill
        case .stack(.upon): children.last?.fill
        case .text, .symbol, .picture, .progress, .button, .stack, .scroll, .divider, .spacer: nil
        }
    }
}
