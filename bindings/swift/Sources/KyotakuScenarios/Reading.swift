import KyotakuCore

extension View {
    /// The lines that a person reads, from top to bottom, in the form that `scenarios/README.md` gives them. Written from the
    /// view's fields, as an app draws them.
    public var reading: [String] {
        let frame = [heading] + lines(steps?.line)
        let foot = [footer.channel, footer.app, footer.device] + lines(footer.clinic)
        return frame + screen.reading + foot
    }
}

extension Screen {
    /// The name of the variant.
    public var name: String {
        switch self {
        case .mode: "Mode"
        case .pin: "Pin"
        case .number: "Number"
        case .tap: "Tap"
        case .waiting: "Waiting"
        case .compare: "Compare"
        case .eligibility: "Eligibility"
        case .input: "Input"
        case .confirm: "Confirm"
        case .done: "Done"
        case .revoke: "Revoke"
        case .notice: "Notice"
        }
    }

    /// A statement for each screen: as one expression it takes the compiler too long.
    fileprivate var reading: [String] {
        switch self {
        case .mode(let mode):
            return [mode.lead]
        case .pin(let pin):
            return [pin.lead] + lines(pin.notice) + ["\(pin.entered)/\(pin.length)"] + lines(pin.hint)
        case .number(let number):
            return [number.lead] + lines(number.notice) + number.fields.map(\.line) + lines(number.hint)
        case .tap(let tap):
            return [tap.lead, tap.position, tap.progress, "\(tap.done)/\(tap.steps)"] + lines(tap.tries)
                + [tap.limit, tap.advice]
        case .waiting(let waiting):
            return [waiting.message]
        case .compare(let compare):
            let portrait = "顔写真 \(compare.portrait.width)×\(compare.portrait.height)"
            return [compare.lead, portrait] + compare.fields.map(\.line)
        case .eligibility(let eligibility):
            let insurances: [String] = eligibility.insurances.flatMap { [$0.title] + $0.fields.map(\.line) }
            let standing: [String] = eligibility.standing?.lines ?? []
            return [eligibility.status] + eligibility.explanation + eligibility.person.map(\.line) + insurances
                + standing
        case .input(let input):
            return [input.lead] + input.questions.flatMap(\.lines) + lines(input.hint)
        case .confirm(let confirm):
            return [confirm.lead, confirm.rowsTitle] + confirm.rows.flatMap(\.lines) + [confirm.reference.line]
        case .done(let done):
            return [done.message] + done.explanation + [done.rowsTitle] + done.rows.flatMap(\.lines)
                + done.receipt.map(\.line)
        case .revoke(let revoke):
            return [revoke.lead] + revoke.questions.flatMap(\.lines) + lines(revoke.hint)
        case .notice(let notice):
            return [notice.happened, notice.unchanged, notice.toDo] + notice.details.map(\.line)
        }
    }
}

extension Steps {
    fileprivate var line: String {
        labels.enumerated()
            .map { place, label in place == Int(current) ? "【\(label)】" : label }
            .joined(separator: " > ")
    }
}

extension Field {
    fileprivate var line: String {
        "\(label): \(value)" + (note.map { "（\($0)）" } ?? "")
    }
}

extension NumberField {
    fileprivate var line: String {
        (selected ? "【\(label)】" : label) + ": " + shown
    }
}

extension Row {
    fileprivate var lines: [String] {
        ["\(label): \(answer)"] + items.map(\.line)
    }
}

extension StandingView {
    fileprivate var lines: [String] {
        [title, status] + rows.flatMap(\.lines) + fields.map(\.line) + [remark].compactMap { $0 }
    }
}

extension QuestionView {
    fileprivate var lines: [String] {
        ["\(label): \(state)" + (missing ? " ！" : "")]
            + choices.map { choice in (choice.selected ? "● " : "○ ") + choice.label }
    }
}

/// A text that may be absent: a line, or none.
private func lines(_ text: String?) -> [String] {
    text.map { [$0] } ?? []
}
