/// The letters that words are drawn in.
public struct Font: Hashable, Sendable {
    /// The style whose size follows what a person has asked for; nothing if the size is fixed.
    public let style: TextStyle?
    /// The size, where one was given.
    public let size: CGFloat?
    var weight: Weight?

    init(style: TextStyle?, size: CGFloat? = nil, weight: Weight? = nil) {
        (self.style, self.size, self.weight) = (style, size, weight)
    }

    public enum TextStyle: String, CaseIterable, Sendable {
        case largeTitle, title, title2, title3, headline, subheadline, body, callout, footnote, caption, caption2
    }

    public struct Weight: Hashable, Comparable, Sendable {
        let value: Int
        public static let regular = Weight(value: 400), medium = Weight(value: 500), semibold = Weight(value: 600)
        public static let bold = Weight(value: 700), heavy = Weight(value: 800)

        public static func < (one: Weight, other: Weight) -> Bool { one.value < other.value }
    }

    public enum Design: Hashable, Sendable { case `default`, serif, rounded, monospaced }

    public static let largeTitle = Font(style: .largeTitle), title = Font(style: .title), title2 = Font(style: .title2)
    public static let title3 = Font(style: .title3), headline = Font(style: .headline), body = Font(style: .body)
    public static let subheadline = Font(style: .subheadline), callout = Font(style: .callout)

    public static func system(size: CGFloat, weight: Weight? = nil, design: Design? = nil) -> Font {
        Font(style: nil, size: size, weight: weight)
    }

    public func weight(_ weight: Weight) -> Font { Font(style: style, size: size, weight: weight) }

    public func bold() -> Font { weight(.bold) }
}
