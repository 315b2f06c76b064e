extension View {
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        let (keyPath, value) = (Sent(keyPath), Sent(value))
        return inheriting { $0[keyPath: keyPath.value] = value.value }
    }

    public func environment<T>(_ object: T?) -> some View where T: AnyObject, T: Observable {
        let object = Sent(object)
        return inheriting { $0.objects[ObjectIdentifier(T.self)] = object.value }
    }

    public func disabled(_ disabled: Bool) -> some View {
        inheriting { $0.isEnabled = $0.isEnabled && !disabled }
    }

    public func allowsHitTesting(_ enabled: Bool) -> some View {
        inheriting { $0.isTouchable = $0.isTouchable && enabled }
    }

    public func transaction(_ transform: @escaping (inout Transaction) -> Void) -> some View { self }

    public func animation<V>(_ animation: Animation?, value: V) -> some View where V: Equatable { self }

    public func transition(_ t: AnyTransition) -> some View { self }
}

/// How a change is drawn; there is no time in a drawing of ours.
public struct Animation: Hashable, Sendable {
    public static let `default` = Animation(), easeInOut = Animation(), linear = Animation()
    public static func easeInOut(duration: TimeInterval) -> Animation { Animation() }
    public static func linear(duration: TimeInterval) -> Animation { Animation() }
    public func repeatForever(autoreverses: Bool = true) -> Animation { self }
}

public struct AnyTransition {
    public static let identity = AnyTransition(), opacity = AnyTransition()
}

public struct Transaction {
    public var animation: Animation?
    public var disablesAnimations = false
    public init(animation: Animation? = nil) { self.animation = animation }
}

@MainActor @discardableResult public func withAnimation<Result>(
    _ animation: Animation? = .default, _ body: () throws -> Result
) rethrows -> Result {
    try body()
}
