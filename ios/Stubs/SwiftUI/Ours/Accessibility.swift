/// What is said of a part for those who do not see it; nothing where nothing is said.
@MainActor public struct Accessibility {
    public var children: AccessibilityChildBehavior?
    public var label: String?
    public var value: String?
    public var hint: String?
    public var identifier: String?
    public var isHidden: Bool?
    public var added: AccessibilityTraits = []
    public var removed: AccessibilityTraits = []
    public var heading: AccessibilityHeadingLevel?
    public var sortPriority: Double?
    public var isFocused: Bool?
    public var actions: [(name: String, action: @MainActor () -> Void)] = []

    /// Puts what was said later, and so outside, upon what was said before.
    mutating func add(_ outer: Accessibility) {
        children = outer.children ?? children
        label = outer.label ?? label
        value = outer.value ?? value
        hint = outer.hint ?? hint
        identifier = outer.identifier ?? identifier
        isHidden = outer.isHidden ?? isHidden
        added = added.subtracting(outer.removed).union(outer.added)
        removed = removed.subtracting(outer.added).union(outer.removed)
        heading = outer.heading ?? heading
        sortPriority = outer.sortPriority ?? sortPriority
        isFocused = outer.isFocused ?? isFocused
        actions += outer.actions
    }
}
