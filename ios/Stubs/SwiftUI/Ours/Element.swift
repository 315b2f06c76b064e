/// One thing to VoiceOver, or a container of such things.
@MainActor public struct Element {
    /// What it has read out, part by part: more than one where several texts are one thing.
    public var parts: [String]
    /// Said in place of the parts.
    public var label: String?
    public var traits: AccessibilityTraits
    public var sortPriority = 0.0
    /// What a double tap does.
    public var action: (@MainActor () -> Void)?
    public var actions: [(name: String, action: @MainActor () -> Void)] = []
    /// How much of something is done.
    public var progress: (done: Double?, of: Double)?
    /// Width and height of a picture.
    public var picture: (width: Int, height: Int)?
    public var isEnabled = true
    /// Whether VoiceOver was sent there.
    public var isFocused = false
    /// In a container: what stands in it. Nothing in an element.
    public var contained: [Element]?
    /// The part of what is drawn that it stands for.
    public var nodes: [Node]
    /// What was said of it in vain, because it was said of several things.
    public var misplaced: [String] = []

    /// Which of those in a drawing it is.
    public internal(set) var identity: Int?

    /// What it is called.
    public var name: String {
        label ?? parts.joined(separator: ", ")
    }

    /// This, or what stands in this container, in order.
    public var each: [Element] {
        contained.map { $0.flatMap(\.each) } ?? [self]
    }
}

extension Display {
    /// What VoiceOver meets, in order.
    public var elements: [Element] {
        SwiftUI.elements(of: nodes)
    }
}

/// What VoiceOver meets in what is drawn.
@MainActor public func elements(of nodes: [Node]) -> [Element] {
    var number = 0
    func numbered(_ elements: [Element]) -> [Element] {
        elements.map { element in
            var element = element
            element.identity = number
            number += 1
            element.contained = element.contained.map(numbered)
            return element
        }
    }
    return numbered(inOrder(nodes.flatMap { elements(of: $0) }))
}

@MainActor private func elements(of node: Node) -> [Element] {
    func element(_ parts: [String], _ traits: AccessibilityTraits) -> Element {
        Element(parts: parts, traits: traits, nodes: [node])
    }
    switch node.kind {
    case .text(let words, _):
        return [element([words], .isStaticText)]
    case .symbol(let name, _):
        // The system has a name of its own for it.
        return [element([name], .isImage)]
    case .picture(let width, let height):
        var picture = element([], .isImage)
        picture.picture = (width, height)
        return [picture]
    case .progress(let done, let total, _):
        var progress = element([], .updatesFrequently)
        progress.progress = (done, total)
        return [progress]
    case .button(let enabled, let action):
        var button = combined(node.children.flatMap { elements(of: $0) }, node)
        button.traits = button.traits.subtracting([.isStaticText, .isImage]).union(.isButton)
        button.action = enabled ? action : nil
        button.isEnabled = enabled
        return [button]
    case .accessibility(let said):
        return told(said, node)
    // What lies behind comes first.
    case .ground:
        return elements(of: node.children.reversed())
    case .stack, .scroll, .frame, .padding, .fixedSize, .touched, .keys:
        return elements(of: node.children)
    case .shape, .divider, .spacer:
        return []
    }
}

@MainActor private func told(_ said: Accessibility, _ node: Node) -> [Element] {
    if said.isHidden == true { return [] }
    var inside = elements(of: node.children)
    if let children = said.children {
        switch children.way {
        case .combine:
            inside = [combined(inside, node)]
        case .ignore:
            inside = [Element(parts: [], traits: [], nodes: [node])]
        case .contain:
            var container = Element(parts: [], traits: [], nodes: [node])
            container.contained = inside
            inside = [container]
        }
    }
    // An action may stand with several: it is found from each of them.
    let saysSomething = said.label != nil || !said.added.isEmpty
    if inside.isEmpty, said.label != nil {
        // A drawing becomes an element by what is said of it.
        inside = [Element(parts: [], traits: [], nodes: [node])]
    }
    if inside.count > 1 || (inside.count == 1 && inside[0].contained != nil && said.children == nil) {
        for place in inside.indices {
            inside[place].sortPriority = said.sortPriority ?? inside[place].sortPriority
            if saysSomething { inside[place].misplaced.append(said.label ?? "\(said.added)") }
        }
        return inside
    }
    guard var element = inside.first else { return [] }
    element.label = said.label ?? element.label
    element.sortPriority = said.sortPriority ?? element.sortPriority
    element.traits = element.traits.union(said.added)
    element.isFocused = said.isFocused ?? element.isFocused
    element.actions += said.actions
    return [element]
}

/// Several elements as one: their words one after the other. A control among them is the one that is pressed.
@MainActor private func combined(_ elements: [Element], _ node: Node) -> Element {
    let each = elements.flatMap(\.each)
    var one = Element(parts: [], traits: each.reduce([]) { $0.union($1.traits) }, nodes: [node])
    one.parts = each.flatMap { element in element.label.map { [$0] } ?? element.parts }
    one.misplaced = each.flatMap(\.misplaced)
    let pressed = each.filter { $0.action != nil }
    one.action = pressed.first?.action
    if pressed.count > 1 { one.misplaced.append("\(pressed.count) controls in one") }
    one.picture = each.lazy.compactMap(\.picture).first
    one.progress = each.lazy.compactMap(\.progress).first
    return one
}

/// By their priority, and those that are alike as they stand.
@MainActor private func inOrder(_ elements: [Element]) -> [Element] {
    elements.enumerated()
        .sorted { ($1.element.sortPriority, $0.offset) < ($0.element.sortPriority, $1.offset) }
        .map(\.element)
}
