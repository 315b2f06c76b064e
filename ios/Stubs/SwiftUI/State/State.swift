/// What a view remembers from one drawing to the next, as long as it stays at its place.
@propertyWrapper public struct State<Value>: DynamicProperty {
    private let location: Location<Memory<Value>>

    public init(wrappedValue value: Value) {
        location = Location(Memory(value))
    }

    public init(initialValue value: Value) {
        location = Location(Memory(value))
    }

    public var wrappedValue: Value {
        get { location.target.value }
        nonmutating set { location.target.value = newValue }
    }
}

extension State: @unchecked Sendable where Value: Sendable {}

extension State: Linked {
    func link(at place: Place, number: Int, in context: Context) {
        if let remembered = place.remembered[number] as? Memory<Value> {
            location.target = remembered
        } else {
            place.remembered[number] = location.target
        }
        location.target.changed = context.display.changed
    }
}

/// A value that is said to be safe to send: all that is drawn is on the main actor.
struct Sent<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
