/// Words with a symbol.
public struct Label<Title, Icon>: Drawable where Title: View, Icon: View {
    private let title: Title
    private let icon: Icon

    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {
        self.title = title()
        self.icon = icon()
    }

    public func drawn(in context: Context) -> [Node] {
        // A label is one thing, called by its title.
        var hidden = Accessibility()
        hidden.isHidden = true
        let mark = icon.nodes(in: context.entering(.first)).map { Node(.accessibility(hidden), [$0]) }
        return [Node(.stack(.beside), mark + title.nodes(in: context.entering(.second)))]
    }
}

extension Label where Title == Text, Icon == Image {
    public init(_ titleKey: LocalizedStringKey, systemImage name: String) {
        (title, icon) = (Text(titleKey), Image(systemName: name))
    }

    @_disfavoredOverload public init<S>(_ title: S, systemImage name: String) where S: StringProtocol {
        (self.title, icon) = (Text(title), Image(systemName: name))
    }
}
