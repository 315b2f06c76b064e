/// Which part of a view has the keyboard.
@propertyWrapper public struct FocusState<Value>: DynamicProperty where Value: Hashable {
    private let state: State<Value>

    public init() where Value == Bool { state = State(wrappedValue: false) }

    public var wrappedValue: Value {
        get { state.wrappedValue }
        nonmutating set { state.wrappedValue = newValue }
    }

    public var projectedValue: Binding { Binding(state: state) }

    @propertyWrapper public struct Binding {
        let state: State<Value>

        public var wrappedValue: Value {
            get { state.wrappedValue }
            nonmutating set { state.wrappedValue = newValue }
        }

        public var projectedValue: Binding { self }
    }
}

/// Which part of a view VoiceOver is on.
@propertyWrapper public struct AccessibilityFocusState<Value>: DynamicProperty where Value: Hashable {
    private let state: State<Value>

    public init() where Value == Bool { state = State(wrappedValue: false) }

    public var wrappedValue: Value {
        get { state.wrappedValue }
        nonmutating set { state.wrappedValue = newValue }
    }

    public var projectedValue: Binding { Binding(state: state) }

    @propertyWrapper public struct Binding {
        let state: State<Value>

        public var wrappedValue: Value {
            get { state.wrappedValue }
            nonmutating set { state.wrappedValue = newValue }
        }

        public var projectedValue: Binding { self }
    }
}

extension View {
    public func focused(_ condition: FocusState<Bool>.Binding) -> some View { self }

    public func focusable(_ isFocusable: Bool = true) -> some View { self }

    public func focusEffectDisabled(_ disabled: Bool = true) -> some View { self }

    public func accessibilityFocused(_ condition: AccessibilityFocusState<Bool>.Binding) -> some View {
        said { $0.isFocused = condition.wrappedValue }
    }
}
