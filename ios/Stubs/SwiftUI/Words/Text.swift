/// Words.
public struct Text: Drawable, Sendable {
    let words: String
    private var font: Font??
    private var isBold: Bool?
    private var isUnderlined: Bool?
    private var style: (any ShapeStyle)?

    public nonisolated init(verbatim content: String) {
        words = content
    }

    public func drawn(in context: Context) -> [Node] {
        var values = context.environment
        values.font = font ?? values.font
        values.isBold = isBold ?? values.isBold
        values.isUnderlined = isUnderlined ?? values.isUnderlined
        values.foreground = style?.colour(in: values) ?? values.foreground
        return [Node(.text(words, Look(in: values)))]
    }

    public func font(_ font: Font?) -> Text {
        changed { $0.font = .some(font) }
    }

    public func bold() -> Text {
        bold(true)
    }

    public func bold(_ isActive: Bool) -> Text {
        changed { $0.isBold = isActive }
    }

    public func underline(_ isActive: Bool = true, color: Color? = nil) -> Text {
        changed { $0.isUnderlined = isActive }
    }

    public func foregroundStyle<S>(_ style: S) -> Text where S: ShapeStyle {
        changed { $0.style = style }
    }

    private func changed(_ change: (inout Text) -> Void) -> Text {
        var text = self
        change(&text)
        return text
    }
}

extension Text: Equatable {
    public static func == (one: Text, other: Text) -> Bool {
        one.words == other.words
    }
}

extension Text {
}
