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

    public var projectedValue: Binding<Value> {
        Binding(get: { wrappedValue }, set: { wrappedValue = $0 })
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

/// What somebody else remembers.
@propertyWrapper @dynamicMemberLookup public struct Binding<Value>: DynamicProperty {
    private let get: () -> Value
    private let set: (Value) -> Void

    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) {
        self.get = get
        self.set = set
    }

    public static func constant(_ value: Value) -> Binding<Value> {
        Binding(get: { value }, set: { _ in })
    }

    public var wrappedValue: Value {
        get { get() }
        nonmutating set { set(newValue) }
    }

    public var projectedValue: Binding<Value> { self }

    public subscript<Subject>(dynamicMember keyPath: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        Binding<Subject>(get: { wrappedValue[keyPath: keyPath] }, set: { wrappedValue[keyPath: keyPath] = $0 })
    }
}

extension Binding: @unchecked Sendable where Value: Sendable {}

/// Makes bindings to what an observed object holds.
@propertyWrapper @dynamicMemberLookup public struct Bindable<Value> {
    public var wrappedValue: Value

    public init(wrappedValue: Value) where Value: AnyObject & Observable { self.wrappedValue = wrappedValue }
    public init(_ wrappedValue: Value) where Value: AnyObject & Observable { self.wrappedValue = wrappedValue }

    public var projectedValue: Bindable<Value> { self }
}

extension Bindable where Value: AnyObject {

    public subscript<Subject>(
        dynamicMember keyPath: ReferenceWritableKeyPath<Value, Subject>
    ) -> Binding<Subject> {
        Binding(get: { wrappedValue[keyPath: keyPath] }, set: { wrappedValue[keyPath: keyPath] = $0 })
    }
}
