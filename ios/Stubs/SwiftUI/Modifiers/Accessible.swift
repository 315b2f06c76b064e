extension View {
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        said { $0.children = children }
    }

    public func accessibilityLabel(_ label: Text) -> some View {
        said { $0.label = label.words }
    }

    public func accessibilityHidden(_ hidden: Bool) -> some View {
        said { $0.isHidden = hidden }
    }

    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {
        said { $0.added = traits }
    }

    public func accessibilitySortPriority(_ sortPriority: Double) -> some View {
        said { $0.sortPriority = sortPriority }
    }

    public func accessibilityAction(
        _ actionKind: AccessibilityActionKind = .default, _ handler: @escaping () -> Void
    ) -> some View {
        let handler = Sent(handler)
        return said { $0.actions = [(actionKind.name, { handler.value() })] }
    }

    func said(_ say: @escaping @MainActor (inout Accessibility) -> Void) -> some View {
        drawn { view, context in
            var said = Accessibility()
            say(&said)
            return view.nodes(in: context).map { node in
                guard case .accessibility(var before) = node.kind, said.children == nil else {
                    return Node(.accessibility(said), [node])
                }
                before.add(said)
                return Node(.accessibility(before), node.children)
            }
        }
    }
}

/// What becomes of the elements in a view.
public struct AccessibilityChildBehavior: Hashable, Sendable {
    enum Way { case ignore, contain, combine }
    let way: Way
    public static let ignore = Self(way: .ignore), contain = Self(way: .contain), combine = Self(way: .combine)
}

/// What an element is, beside its name.
public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isButton = Self(rawValue: 1 << 0), isHeader = Self(rawValue: 1 << 1)
    public static let isSelected = Self(rawValue: 1 << 2), isImage = Self(rawValue: 1 << 3)
    public static let isStaticText = Self(rawValue: 1 << 4), updatesFrequently = Self(rawValue: 1 << 5)
}

public struct AccessibilityActionKind: Equatable, Sendable {
    let name: String
    public static let `default` = Self(named: Text(verbatim: "default"))
    public static let escape = Self(named: Text(verbatim: "escape"))
    public init(named name: Text) { self.name = name.words }
}
