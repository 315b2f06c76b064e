import KyotakuCore
import SwiftUI

/// A rule of accessibility that can be decided from a screen as it is drawn. Each has a test that shows that it can fail.
struct Rule: Sendable {
    /// What the screen breaks of it, in sentences; nothing where it keeps the rule.
    let broken: @MainActor @Sendable (DrawnScreen) -> [String]
}

extension Rule {
    /// Those that hold on every screen, by day and by night. None depends on how large the letters are: what is drawn has their
    /// style, and nothing that would limit their size.
    static let all = [named, inOrder, stepsSaid, large, standsOut, edged, whole, notByColourAlone]
}

/// A screen as it is drawn, and what it was drawn from, where it is one of the core's.
@MainActor struct DrawnScreen {
    let nodes: [Node]
    let elements: [Element]
    /// What was announced when it came.
    let announced: [String]
    let view: KyotakuCore.View?

    /// All parts that are drawn.
    var parts: [Node] { nodes.flatMap(\.all) }

    /// The buttons, each with the colour of what it stands on.
    var buttons: [(node: Node, page: Color.Resolved)] {
        nodes.flatMap { $0.buttons(on: Color(white: 1).resolve(in: EnvironmentValues())) }
    }
}

extension Node {
    /// The buttons in it, and what they are drawn on: what is filled behind them, and nearest to them.
    func buttons(on page: Color.Resolved) -> [(node: Node, page: Color.Resolved)] {
        switch kind {
        case .button: [(self, page)]
        case .ground: children[0].buttons(on: children[1].paint ?? page)
        case .text, .symbol, .picture, .shape, .progress, .stack, .scroll, .divider, .spacer, .frame, .padding,
            .fixedSize,
            .accessibility, .touched, .keys:
            children.flatMap { $0.buttons(on: page) }
        }
    }

    /// The colour that it fills its place with, if it does.
    private var paint: Color.Resolved? {
        all.lazy.compactMap { node in
            if case .shape(_, let paint) = node.kind, paint.edge == nil, paint.colour.opacity >= 1 {
                paint.colour
            } else {
                nil
            }
        }.first
    }

    /// The words that are drawn in it.
    var words: String {
        all.compactMap { if case .text(let words, _) = $0.kind { words } else { nil } }.joined(separator: " ")
    }
}
