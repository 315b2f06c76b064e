/// What is said of a part for those who do not see it; nothing where nothing is said.
@MainActor public struct Accessibility {
    public var children: AccessibilityChildBehavior?
    public var label: String?
    public var isHidden: Bool?
    public var added: AccessibilityTraits = []
    public var sortPriority: Double?
    public var isFocused: Bool?
    public var actions: [(name: String, action: @MainActor () -> Void)] = []

    /// Puts what was said later, and so outside, upon what was said before.
    mutating func add(_ outer: Accessibility) {
        children = outer.children ?? children
        label = outer.label ?? label
        isHidden = outer.isHidden ?? isHidden
        added.formUnion(outer.added)
        sortPriority = outer.sortPriority ?? sortPriority
        isFocused = outer.isFocused ?? isFocused
        actions += outer.actions
    }
}
