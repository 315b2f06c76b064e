import KyotakuCore
import SwiftUI

extension Rule {
    /// Everything that VoiceOver meets has a name, which is made of words; what is said of a part is said of one alone.
    static let named = Rule { screen in
        screen.elements.flatMap(\.each).flatMap { element -> [String] in
            var broken = element.misplaced.map { "「\($0)」 is said of several things at once" }
            let hasName = !element.name.trimmingCharacters(in: .whitespaces).isEmpty
            if !hasName { broken.append("something has no name: \(element.traits)") }
            // The system would read a mark by its own name for it.
            let marks = Set(element.nodes.flatMap(\.all).compactMap(\.symbol))
            for part in element.parts where element.label == nil && marks.contains(part) {
                broken.append("the mark \(part) is read out")
            }
            if element.traits.contains(.isButton) && element.action == nil {
                broken.append("「\(element.name)」 cannot be pressed, and no word says why")
            }
            return broken
        }
    }

    /// The heading comes first and is one; then everything in the order of the view, and nothing twice.
    static let inOrder = Rule { screen in
        let each = screen.elements.flatMap(\.each)
        var broken: [String] = []
        if each.first?.traits.contains(.isHeader) != true {
            broken.append("the first that is read is no heading: \(each.first?.name ?? "there is nothing")")
        }
        guard let view = screen.view else { return broken }
        let drawn = Drawn(screen.elements, view)
        if drawn.lines != view.reading { broken.append("another order is read: \(drawn.lines)") }
        if drawn.controls.map(\.words) != view.offers {
            broken.append("the controls come in another order: \(drawn.controls.map(\.words))")
        }
        for title in view.titles where !each.contains(where: { $0.parts == [title] && $0.traits.contains(.isHeader) }) {
            broken.append("the title 「\(title)」 is no heading")
        }
        return broken
    }

    /// The steps are one element, called what they are called aloud, and said when they come.
    static let stepsSaid = Rule { screen in
        guard let steps = screen.view?.steps else { return [] }
        var broken: [String] = []
        if screen.elements.flatMap(\.each).filter({ $0.label == steps.spoken }).count != 1 {
            broken.append("the steps are not one thing called 「\(steps.spoken)」")
        }
        if !screen.announced.contains(steps.spoken) { broken.append("「\(steps.spoken)」 is not announced") }
        return broken
    }
}

extension Node {
    fileprivate var symbol: String? {
        if case .symbol(let name, _) = kind { name } else { nil }
    }
}

extension KyotakuCore.View {
    /// What stands over rows and fields.
    fileprivate var titles: [String] {
        switch screen {
        case .eligibility(let view): view.insurances.map(\.title) + [view.standing?.title].compactMap { $0 }
        case .confirm(let view): [view.rowsTitle]
        case .done(let view): [view.rowsTitle]
        case .mode, .pin, .number, .tap, .waiting, .compare, .input, .revoke, .notice: []
        }
    }
}
