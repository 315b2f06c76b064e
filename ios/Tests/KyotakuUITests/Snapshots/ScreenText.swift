import SwiftUI

/// A screen as text: what VoiceOver reads, in order, and what is drawn.
@MainActor func text(of nodes: [Node]) -> String {
    let all = elements(of: nodes)
    // Of a screen that is one container, what stands in it.
    let read = (all.count == 1 ? all[0].contained ?? all : all).flatMap { lines(of: $0, indent: "") }
    let drawn = nodes.flatMap { lines(of: $0, indent: "") }
    return (["VoiceOver:"] + read + ["", "Drawn:"] + drawn).joined(separator: "\n") + "\n"
}

/// An element: what it is, its words, what is said beside them.
@MainActor private func lines(of element: Element, indent: String) -> [String] {
    if let contained = element.contained {
        return [indent + "together" + (element.label.map { " \($0)" } ?? "")]
            + contained.flatMap { lines(of: $0, indent: indent + "  ") }
    }
    var line = indent + ([element.kind] + element.traits.names).joined(separator: ", ") + ": " + element.name
    if let progress = element.progress { line += progress.done.map { ", \($0) of \(progress.of)" } ?? ", under way" }
    if !element.isEnabled { line += " [cannot be pressed]" }
    return [line]
}

extension Element {
    fileprivate var kind: String {
        if traits.contains(.isButton) { return "button" }
        if traits.contains(.isHeader) { return "heading" }
        if picture != nil { return "picture" }
        return progress == nil ? "text" : "progress"
    }
}

extension AccessibilityTraits {
    fileprivate var names: [String] {
        let all: [(AccessibilityTraits, String)] = [(.isSelected, "selected"), (.updatesFrequently, "changes often")]
        return all.filter { contains($0.0) }.map(\.1)
    }
}

/// A part of what is drawn, and what stands in it. What only keeps distances has no line.
@MainActor private func lines(of node: Node, indent: String) -> [String] {
    func inside(_ indent: String) -> [String] { node.children.flatMap { lines(of: $0, indent: indent) } }
    func part(_ line: String) -> [String] { [indent + line] + inside(indent + "  ") }
    switch node.kind {
    case .text(let words, let look): return ["\(indent)「\(words)」 \(look.said)"]
    case .symbol(let name, let look): return ["\(indent)mark \(name), \(look.colour.said)"]
    case .picture(let width, let height): return ["\(indent)picture \(width)×\(height)"]
    case .shape(_, let paint) where paint.colour.opacity == 0: return []
    case .shape(let name, let paint):
        return ["\(indent)\(name) \(paint.edge.map { "edged \($0.said) " } ?? "")\(paint.colour.said)"]
    case .progress(let done, let total, _): return ["\(indent)bar \(done.map { "\($0)" } ?? "-") of \(total)"]
    case .button: return part("button")
    case .stack(let axis): return node.children.count == 1 ? inside(indent) : part(axis.rawValue + " each other")
    case .scroll: return part("scrolls")
    case .ground: return inside(indent)
    case .frame(let frame):
        if frame.height == 1, case .shape(_, let paint) = node.children.first?.kind {
            return ["\(indent)line \(paint.colour.said)"]
        }
        return frame.said.isEmpty ? inside(indent) : part("at least \(frame.said)")
    case .divider: return [indent + "line"]
    case .padding, .fixedSize, .accessibility, .touched, .keys: return inside(indent)
    case .spacer: return []
    }
}

extension Frame {
    /// The least that it leaves.
    fileprivate var said: String {
        [(minWidth, "wide"), (minHeight, "high"), (width, "wide, no more"), (height, "high, no more")]
            .compactMap { size, way in size.map { "\($0.said) \(way)" } }.joined(separator: ", ")
    }
}

extension Look {
    fileprivate var said: String {
        let size = [font.style?.rawValue, font.size.map(\.said)].compactMap { $0 }.joined(separator: " ")
        let ways = [(isBold, "bold"), (isUnderlined, "underlined"), (isRedacted, "redacted")]
        return ([size] + ways.filter(\.0).map(\.1) + ["\(colour.said) on \(ground.said)"]).joined(separator: ", ")
    }
}

extension Color.Resolved {
    var said: String {
        let bytes = [red, green, blue].map { String(format: "%02X", Int(($0 * 255).rounded())) }
        return "#" + bytes.joined() + (opacity < 1 ? " \(Int((opacity * 100).rounded())) %" : "")
    }
}

extension CGFloat {
    fileprivate var said: String { self == rounded() ? String(Int(self)) : String(Double(self)) }
}
