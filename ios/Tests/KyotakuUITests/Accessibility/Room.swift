import SwiftUI

extension Rule {
    /// What is pressed is 44 points wide and high, or more.
    static let large = Rule { screen in
        screen.buttons.compactMap { button, _ in
            let (width, height) = (button.least(.horizontal), button.least(.vertical))
            if width >= 44 && height >= 44 { return nil }
            return "「\(button.words)」 may be no larger than \(width)×\(height)"
        }
    }

    /// No words are cut, however large: they have as many lines as they need, keep their size, grow with what the phone's
    /// owner has chosen, stand in nothing of a fixed height, and in something that scrolls.
    static let whole = Rule { screen in
        screen.nodes.flatMap { $0.cuts(within: [], scrolls: false) }
    }
}

extension Node {
    fileprivate enum Way { case horizontal, vertical }

    /// How wide or high it is at least. A letter counts as wide and high as its text style's smallest size.
    fileprivate func least(_ way: Way) -> CGFloat {
        let inside = children.map { $0.least(way) }
        let largest = inside.max() ?? 0
        switch kind {
        case .text, .symbol: return 11
        case .frame(let frame):
            let (fixed, least, most) =
                way == .horizontal
                ? (frame.width, frame.minWidth, frame.maxWidth) : (frame.height, frame.minHeight, frame.maxHeight)
            if let fixed { return fixed }
            // It takes all the room there is along the screen: that is wide enough for anything.
            if way == .horizontal && most == .infinity { return max(largest, 320) }
            return max(largest, least ?? 0)
        case .padding(let edges, let length):
            let edge: Node.Edges = way == .horizontal ? .horizontal : .vertical
            return largest + (edges.contains(edge) ? 2 * (length ?? 0) : 0)
        case .stack(.below): return way == .vertical ? inside.reduce(0, +) : largest
        case .stack(.beside): return way == .horizontal ? inside.reduce(0, +) : largest
        case .ground: return inside[0]
        case .picture, .shape, .progress, .divider, .spacer: return 0
        case .stack(.upon), .button, .scroll, .fixedSize, .accessibility, .touched, .keys: return largest
        }
    }

    /// What may cut the words in it.
    fileprivate func cuts(within: [String], scrolls: Bool) -> [String] {
        switch kind {
        case .text(let words, let look):
            var reasons = within
            if let limit = look.lineLimit { reasons.append("have \(limit) lines, and no more") }
            if look.minimumScale < 1 { reasons.append("may be drawn smaller") }
            if look.font.style == nil { reasons.append("have a fixed size") }
            if !scrolls { reasons.append("stand in nothing that scrolls") }
            return reasons.map { "「\(words)」: these words \($0)" }
        case .frame(let frame):
            let most = [frame.height, frame.maxHeight].compactMap { $0 }.filter { $0 < .infinity }
            let reasons = most.map { "stand in a height of \($0)" }
            return children.flatMap { $0.cuts(within: within + reasons, scrolls: scrolls) }
        case .fixedSize(horizontal: true, vertical: _):
            return children.flatMap {
                $0.cuts(within: within + ["stand in a line that does not break"], scrolls: scrolls)
            }
        case .scroll(let edges):
            return children.flatMap { $0.cuts(within: within, scrolls: scrolls || edges.contains(.vertical)) }
        case .symbol, .picture, .shape, .progress, .button, .stack, .divider, .spacer, .padding, .fixedSize, .ground,
            .accessibility, .touched, .keys:
            return children.flatMap { $0.cuts(within: within, scrolls: scrolls) }
        }
    }
}
