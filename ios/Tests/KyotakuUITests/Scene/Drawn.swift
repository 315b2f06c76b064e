import KyotakuCore
import SwiftUI

/// What is drawn, read as a person meets it: the same lines and labels that `scenarios/README.md` asks of a view, made from
/// nothing but what is drawn. Of the core's view only two things are taken: the words that are read out where nothing is
/// written, for the steps, the digits of the PIN and the portrait; and which words are a question.
@MainActor struct Drawn {
    /// The lines, from top to bottom.
    let lines: [String]
    /// What can be pressed, in its order.
    let controls: [Element]
    /// All that VoiceOver meets, in order.
    let elements: [Element]
    private let groups: [[Element]]

    init(_ elements: [Element], _ view: KyotakuCore.View) {
        self.elements = elements.flatMap(\.each)
        let questions = view.questions
        groups = elements.flatMap(\.groups).filter { questions.contains($0[0].words) }
        let choices = Set(groups.flatMap { $0.dropFirst() }.compactMap(\.identity))
        let spoken = Spoken(view)
        controls = self.elements.filter { $0.action != nil }
        lines = self.elements.compactMap { $0.line(spoken, isChoice: $0.identity.map(choices.contains) ?? false) }
    }

    /// A question's own choices.
    func choices(of question: String) -> [Element] {
        groups.filter { $0.first?.parts.first == question }.flatMap { $0.dropFirst() }
    }
}

/// What is read out where nothing is written.
private struct Spoken {
    var steps: Steps?
    var pin: String?
    var portrait: String?

    init(_ view: KyotakuCore.View) {
        steps = view.steps
        if case .pin(let pad) = view.screen { pin = pad.spoken }
        if case .compare(let compare) = view.screen { portrait = compare.portrait.spoken }
    }
}

extension KyotakuCore.View {
    /// The questions' own words.
    fileprivate var questions: Set<String> {
        switch screen {
        case .input(let input): Set(input.questions.map(\.label))
        case .revoke(let revoke): Set(revoke.questions.map(\.label))
        case .mode, .pin, .number, .tap, .waiting, .compare, .eligibility, .confirm, .done, .notice: []
        }
    }
}

extension Element {
    /// What a control is called by a person who sees it.
    var words: String { parts.first ?? label ?? "" }

    /// Of a container that may be a question's: its head, and then its choices.
    fileprivate var groups: [[Element]] {
        guard let contained else { return [] }
        let each = contained.flatMap(\.each)
        let isQuestion =
            each.first.map { $0.action == nil && $0.parts.count > 1 } == true
            && each.dropFirst().allSatisfy { $0.action != nil }
        return isQuestion ? [each] : contained.flatMap(\.groups)
    }

    /// Its line in the reading; nothing for a button, which has none.
    @MainActor fileprivate func line(_ spoken: Spoken, isChoice: Bool) -> String? {
        let isSelected = traits.contains(.isSelected)
        if action != nil {
            if isChoice { return (isSelected ? "● " : "○ ") + words }
            return parts.count == 2 ? (isSelected ? "【\(parts[0])】" : parts[0]) + ": \(parts[1])" : nil
        }
        if let progress { return "\(Int(progress.done ?? 0))/\(Int(progress.of))" }
        if let picture {
            return label == spoken.portrait ? "顔写真 \(picture.width)×\(picture.height)" : "another picture: \(name)"
        }
        if let steps = spoken.steps, label == steps.spoken {
            let now = Int(steps.current)
            return steps.labels.enumerated().map { $0 == now ? "【\($1)】" : $1 }.joined(separator: " > ")
        }
        if let pin = spoken.pin, label == pin {
            let rounds = nodes.flatMap(\.all).compactMap(\.round)
            return "\(rounds.filter { $0 }.count)/\(rounds.count)"
        }
        switch parts.count {
        case 3 where parts[2] == "！": return "\(parts[0]): \(parts[1]) ！"
        case 3: return "\(parts[0]): \(parts[1])（\(parts[2])）"
        case 0: return label
        default: return parts.joined(separator: ": ")
        }
    }
}

extension Node {
    /// Whether it is a filled round or an empty one; nothing if it is none.
    fileprivate var round: Bool? {
        guard case .shape("Circle", let paint) = kind else { return nil }
        return paint.edge == nil
    }
}
