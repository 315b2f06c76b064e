extension View {
    public func font(_ font: Font?) -> some View {
        inheriting { $0.font = font }
    }

    public func fontWeight(_ weight: Font.Weight?) -> some View {
        inheriting { $0.isBold = weight.map { $0 >= .semibold } ?? $0.isBold }
    }

    public func bold(_ isActive: Bool = true) -> some View {
        inheriting { $0.isBold = isActive }
    }

    public func foregroundStyle<S>(_ style: S) -> some View where S: ShapeStyle {
        inheriting { $0.foreground = style.colour(in: $0) ?? $0.foreground }
    }

    public func lineLimit(_ number: Int?) -> some View {
        inheriting { $0.lineLimit = number }
    }

    public func minimumScaleFactor(_ factor: CGFloat) -> some View {
        inheriting { $0.minimumScaleFactor = factor }
    }

    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }

    public func lineSpacing(_ lineSpacing: CGFloat) -> some View { self }

    public func typesettingLanguage(_ language: Locale.Language, isEnabled: Bool = true) -> some View { self }

    public func opacity(_ opacity: Double) -> some View {
        inheriting { $0.foreground = $0.foreground.opacity(opacity) }
    }

    public func tint<S>(_ tint: S?) -> some View where S: ShapeStyle {
        inheriting { $0.tint = tint?.colour(in: $0) ?? $0.tint }
    }

    public func tracking(_ tracking: CGFloat) -> some View { self }

    public func scaleEffect(x: CGFloat = 1, y: CGFloat = 1, anchor: UnitPoint = .center) -> some View { self }
}

/// How lines stand to each other.
public enum TextAlignment: CaseIterable, Sendable { case leading, center, trailing }
