/// A visit as data, and the file that it stands in.
public struct Visit: Sendable {
    public var file: String
    public var name: String
    public var why: String
    /// What the scene starts from: the stage's business.
    public var given: JSON
    public var steps: [Step]
    /// Everything that is stored at the end, oldest first.
    public var registered: [JSON]
    /// How many commands reached the card; not judged where it is not written.
    public var commands: Int?
}

/// One step of a visit.
public enum Step: Sendable {
    /// Wait until this screen stands.
    case screen(ExpectedScreen)
    /// Press the one control with these words; of a question's own buttons, where a question is named.
    case press(String, of: String?)
    /// Type the PIN by the pad's keys.
    case pin(String)
    /// Type the 照合番号B by the keys of its screen.
    case number(String)
    /// A stage direction: the stage's business.
    case direct(JSON)
}

/// What a screen must be.
public struct ExpectedScreen: Sendable {
    /// The variant of the core's `Screen`.
    public var name: String
    /// Lines of the reading, each there as a whole, in this order.
    public var shows: [String]
    /// Texts that no line of the reading has in it.
    public var hides: [String]
    /// The labels of all controls, in order; not judged where it is not written.
    public var offers: [String]?

    public init(name: String, shows: [String] = [], hides: [String] = [], offers: [String]? = nil) {
        (self.name, self.shows, self.hides, self.offers) = (name, shows, hides, offers)
    }
}

extension Visit {
    init(_ json: JSON, file: String) throws {
        var visit = try Record(json, at: file)
        name = try visit.requiredText("name")
        let place = "\(file): \(name)"
        why = try visit.requiredText("why")
        given = try visit.required("given")
        steps = try visit.requiredList("steps").enumerated().map { number, step in
            try Step(step, at: "\(place): step \(number + 1)")
        }
        registered = try visit.requiredList("registered")
        commands = try visit.number("commands")
        self.file = file
        try visit.end()
    }
}

extension Step {
    init(_ json: JSON, at place: String) throws {
        var step = try Record(json, at: place)
        if let screen = try step.text("screen") {
            self = .screen(
                ExpectedScreen(
                    name: screen,
                    shows: try step.texts("shows") ?? [],
                    hides: try step.texts("hides") ?? [],
                    offers: try step.texts("offers")))
        } else if let label = try step.text("press") {
            self = .press(label, of: try step.text("of"))
        } else if let digits = try step.text("pin") {
            self = .pin(digits)
        } else if let digits = try step.text("number") {
            self = .number(digits)
        } else if let direct = step.value("direct") {
            self = .direct(direct)
        } else {
            throw Failure("\(place): a step has one of the keys `screen`, `press`, `pin`, `number` and `direct`")
        }
        // What is left belongs to another kind of step, or to none.
        try step.end()
    }
}
