/// Where a view is drawn: what it inherits, and where what it remembers is kept.
@MainActor public struct Context {
    public internal(set) var environment: EnvironmentValues
    let place: Place
    let display: Display
    /// Whether what is drawn first lies under what is drawn next, as in a `ZStack`.
    var isDeep = false

    func entering(_ step: Place.Step) -> Context {
        Context(
            environment: environment, place: place.entering(step, in: display), display: display,
            isDeep: isDeep && step.isWithinContent)
    }

    /// The same with something else in its environment.
    func with(_ change: (inout EnvironmentValues) -> Void) -> Context {
        var inside = self
        change(&inside.environment)
        return inside
    }

    /// On top of what was drawn before it, if that lies under it.
    func over(_ before: [Node]) -> Context {
        guard isDeep, let ground = before.last?.fill else { return self }
        return with { $0.ground = ground }
    }

    /// In a container of its own, whose views lie on each other or not.
    func container(isDeep: Bool) -> Context {
        var inside = self
        inside.isDeep = isDeep
        return inside
    }
}
