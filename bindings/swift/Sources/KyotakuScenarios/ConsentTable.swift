/// `consent.json`, read strictly. `scenarios/README.md` specifies it.
struct Table {
    let questions: [Question]
    private let words: [String: String]
    let cases: [Case]

    /// A question, and the items that it decides.
    struct Question {
        let label: String
        let items: [String]
    }

    /// A case.
    struct Case {
        let name: String
        let why: String
        let settings: JSON
        let asked: [String]
        let prescription: PrescriptionRow
        let presses: [Step]
        let expected: Outcome
    }

    /// The row 処方箋の発行方法.
    enum PrescriptionRow: String {
        case absent = "absent"
        case electronicOnly = "electronic-only"
        case choice = "choice"
    }

    /// What a case ends in.
    enum Outcome {
        case registered(items: [String: String], form: String?)
        case missing([String])
    }

    /// How a code is written on the screen.
    func word(_ code: String) throws -> String {
        guard let word = words[code] else { throw Failure("the table has no word for \(code)") }
        return word
    }

    init(_ json: JSON, file: String) throws {
        var table = try Record(json, at: file)
        questions = try table.requiredList("questions").map { try Question($0, at: "\(file): questions") }
        guard let words = try table.textsByName("words") else { throw Failure("\(file): the key `words` is missing") }
        self.words = words
        cases = try table.requiredList("cases").map { try Case($0, at: file) }
        try table.end()
    }
}

extension Table.Question {
    fileprivate init(_ json: JSON, at place: String) throws {
        var question = try Record(json, at: place)
        label = try question.requiredText("label")
        items = try question.texts("items") ?? []
        try question.end()
    }
}

extension Table.Case {
    fileprivate init(_ json: JSON, at file: String) throws {
        var it = try Record(json, at: file)
        name = try it.requiredText("name")
        let place = "\(file): \(name)"
        why = try it.requiredText("why")
        settings = try it.required("settings")
        guard let asked = try it.texts("asked") else { throw Failure("\(place): the key `asked` is missing") }
        self.asked = asked
        guard let row = Table.PrescriptionRow(rawValue: try it.requiredText("prescription")) else {
            throw Failure("\(place): there is no such row `prescription`")
        }
        prescription = row
        presses = try it.requiredList("presses").map { try press($0, at: place) }
        expected = try Table.Outcome(try it.required("expected"), at: place)
        try it.end()
    }
}

extension Table.Outcome {
    fileprivate init(_ json: JSON, at place: String) throws {
        var outcome = try Record(json, at: "\(place): expected")
        if let items = try outcome.textsByName("items") {
            switch try outcome.required("form") {
            case .null: self = .registered(items: items, form: nil)
            case .string(let form): self = .registered(items: items, form: form)
            case let other: throw Failure("\(place): `form` is \(other)")
            }
        } else if let missing = try outcome.texts("missing") {
            self = .missing(missing)
        } else {
            throw Failure("\(place): either something is registered or something is missing")
        }
        try outcome.end()
    }
}

private func press(_ json: JSON, at place: String) throws -> Step {
    var press = try Record(json, at: "\(place): presses")
    if let button = try press.text("button") {
        try press.end()
        return .press(button, of: nil)
    }
    let step = Step.press(try press.requiredText("answer"), of: try press.requiredText("question"))
    try press.end()
    return step
}
