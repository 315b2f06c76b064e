import Foundation

/// Every case of the table in this file as a whole visit: its settings given, patient `valid`, up to the form, its presses, and
/// then what the case expects. The words that the table does not have are those of the screens.
public func cases(in path: URL) throws -> [Visit] {
    let file = path.lastPathComponent
    let table = try Table(try json(try Data(contentsOf: path), in: file), file: file)
    if table.cases.isEmpty { throw Failure("\(file): there is no case") }
    return try table.cases.map { try table.visit(of: $0, in: file) }
}

private let all = ["すべての項目に同意する", "すべての項目に同意しない"]
private let review = "確認へ進む"
private let frame = ["戻る", "中止する"]
private let notAnswered = "未選択"

extension Table {
    fileprivate func visit(of it: Case, in file: String) throws -> Visit {
        var steps: [Step] = [
            .screen(ExpectedScreen(name: "Mode")),
            .press("訪問診療等", of: nil),
            .pin("1234"),
            .press("次へ（カードをかざす）", of: nil),
            .screen(ExpectedScreen(name: "Eligibility", shows: ["資格は有効です"])),
            .press("同意登録へ進む（患者に画面を向ける）", of: nil),
            .screen(try form(it)),
        ]
        steps += it.presses
        let registered: [JSON]
        switch it.expected {
        case .registered(let items, let prescription):
            let rows = try self.rows(it, items, prescription)
            var confirm = try screen("Confirm", with: rows)
            confirm.offers = [try word("register"), "修正する"] + frame
            var done = try screen("Done", with: rows)
            done.shows.insert("登録が完了しました。", at: 0)
            steps += [.screen(confirm), .press(try word("register"), of: nil), .screen(done)]
            let items = JSON.object(items.mapValues { .string($0) })
            registered = [["items": items, "form": prescription.map { .string($0) } ?? .null]]
        case .missing(let missing):
            steps.append(.screen(stopped(it, missing)))
            registered = []
        }
        return Visit(
            file: file, name: it.name, why: it.why, given: ["patient": "valid", "settings": it.settings],
            steps: steps, registered: registered, commands: nil)
    }

    /// The opened form: what it asks, nothing selected, and what can be pressed.
    private func form(_ it: Case) throws -> ExpectedScreen {
        var shows: [String] = []
        var offers = it.asked.isEmpty ? [] : all
        func ask(_ label: String, _ choices: [String]) {
            shows += ["\(label): \(notAnswered)"] + choices.map { "○ \($0)" }
            offers += choices
        }
        for label in it.asked { ask(label, [try word("agree"), try word("decline")]) }
        switch it.prescription {
        case .absent: break
        case .electronicOnly: shows.append("\(try word("prescription")): \(try word("electronic"))")
        case .choice: ask(try word("prescription"), [try word("electronic"), try word("paper")])
        }
        return ExpectedScreen(
            name: "Input", shows: shows, hides: try notAsked(it) + ["●"], offers: offers + [review] + frame)
    }

    /// The rows that are not on this case's form, as they would begin.
    private func notAsked(_ it: Case) throws -> [String] {
        // 「診療情報および薬剤情報の提供」 ends like 「薬剤情報の提供」: a row of its own is told by what is offered.
        let hidden = questions.map(\.label).filter { known in !it.asked.contains { $0.hasSuffix(known) } }
        return it.prescription == .absent ? hidden + [try word("prescription")] : hidden
    }

    /// The lines of 2 確認 and 3 完了: every question, its answer and its items, in the table's words.
    private func rows(_ it: Case, _ items: [String: String], _ prescription: String?) throws -> [String] {
        var rows: [String] = []
        for label in it.asked {
            guard let question = questions.first(where: { $0.label == label }) else {
                throw Failure("\(it.name): no question \(label)")
            }
            for (place, item) in question.items.enumerated() {
                guard let decision = items[item] else { throw Failure("\(it.name): no \(item)") }
                if place == 0 { rows.append("\(label): \(try word(decision))") }
                rows.append("\(try word(item)): \(try word(decision))")
            }
        }
        if let prescription { rows.append("\(try word("prescription")): \(try word(prescription))") }
        return rows
    }

    /// A screen with these rows, on which no item is said to be decided in another way.
    private func screen(_ name: String, with rows: [String]) throws -> ExpectedScreen {
        let said = try questions.flatMap(\.items).flatMap { item in
            try ["agree", "decline"].map { decision in "\(try word(item)): \(try word(decision))" }
        }
        return ExpectedScreen(
            name: name, shows: rows, hides: said.filter { line in !rows.contains { $0.contains(line) } })
    }

    /// 1 入力 still stands, and names exactly these.
    private func stopped(_ it: Case, _ missing: [String]) -> ExpectedScreen {
        let marked = missing.map { "\($0): \(notAnswered) ！" }
        let hint = "まだ選んでいない項目があります：" + missing.joined(separator: "、")
        let answered = it.asked.filter { !missing.contains($0) }
        return ExpectedScreen(name: "Input", shows: marked + [hint], hides: answered.map { "\($0): \(notAnswered)" })
    }
}
