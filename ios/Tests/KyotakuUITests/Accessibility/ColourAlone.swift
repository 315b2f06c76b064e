import KyotakuCore
import SwiftUI

extension Rule {
    /// What is chosen differs from what is not in more than its colours, and VoiceOver is told; how well something went is
    /// told by a mark too.
    static let notByColourAlone = Rule { screen in
        let each = screen.elements.flatMap(\.each).filter { $0.action != nil }
        let chosen = each.filter { $0.traits.contains(.isSelected) }
        let others = Set(each.filter { !$0.traits.contains(.isSelected) }.map { $0.nodes.flatMap(\.form) })
        var broken = chosen.compactMap { element in
            others.contains(element.nodes.flatMap(\.form))
                ? "「\(element.words)」 is chosen, and only its colours tell it from what is not" : nil
        }
        guard let view = screen.view else { return broken }
        let held = view.choices.filter(\.selected).map(\.label)
        let told = chosen.filter { $0.parts.count == 1 }.map(\.words)
        if held != told { broken.append("\(held) are chosen, and VoiceOver is told \(told)") }
        if let status = view.status, !screen.parts.contains(where: { $0.hasMark(beside: status) }) {
            broken.append("「\(status)」 has no mark beside it")
        }
        return broken
    }
}

extension Node {
    /// What it looks like without colours and without its words.
    fileprivate var form: [String] {
        let own: String? =
            switch kind {
            case .symbol(let name, _): name
            case .shape(let name, let paint): "\(name) \(paint.edge ?? 0)"
            case .text(_, let look): look.isBold ? "bold" : "plain"
            default: nil
            }
        return [own].compactMap { $0 } + children.flatMap(\.form)
    }

    fileprivate func hasMark(beside words: String) -> Bool {
        guard case .stack(.beside) = kind else { return false }
        let inside = children.flatMap(\.all)
        let hasWords = inside.contains { if case .text(words, _) = $0.kind { true } else { false } }
        return hasWords && inside.contains { if case .symbol = $0.kind { true } else { false } }
    }
}

extension KyotakuCore.View {
    fileprivate var choices: [Choice] {
        switch screen {
        case .input(let view): view.questions.flatMap(\.choices)
        case .revoke(let view): view.questions.flatMap(\.choices)
        case .mode, .pin, .number, .tap, .waiting, .compare, .eligibility, .confirm, .done, .notice: []
        }
    }

    /// What stands in a tone.
    fileprivate var status: String? {
        switch screen {
        case .eligibility(let view): view.status
        case .done(let view): view.message
        case .notice(let view): view.happened
        case .mode, .pin, .number, .tap, .waiting, .compare, .input, .confirm, .revoke: nil
        }
    }
}
