extension View {
    public func simultaneousGesture<T>(_ gesture: T, including mask: GestureMask = .all) -> some View
    where T: Gesture {
        let ended = (gesture as? any OwnGesture)?.ended
        return drawn { view, context in
            if let ended { context.display.felt.append(ended) }
            return view.nodes(in: context)
        }
    }

    public func onTapGesture(count: Int = 1, perform action: @escaping () -> Void) -> some View {
        let action = Sent(action)
        return within(.touched { action.value() })
    }

    public func onKeyPress(
        phases: KeyPress.Phases = [.down, .repeat], action: @escaping (KeyPress) -> KeyPress.Result
    ) -> some View {
        let action = Sent(action)
        return within(.keys { action.value($0) })
    }
}

/// What a finger does.
@MainActor @preconcurrency public protocol Gesture<Value> {
    associatedtype Value
}

protocol OwnGesture: Gesture {
    @MainActor var ended: (@MainActor () -> Void)? { get }
}

public struct TapGesture: Gesture, OwnGesture {
    public typealias Value = Void
    var ended: (@MainActor () -> Void)?

    public nonisolated init(count: Int = 1) {}

    public func onEnded(_ action: @escaping (Value) -> Void) -> some Gesture<Void> {
        var gesture = self
        let action = Sent(action)
        gesture.ended = { action.value(()) }
        return gesture
    }
}

public struct GestureMask: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let all = GestureMask(rawValue: 3)
}

public struct KeyEquivalent: Hashable, Sendable, ExpressibleByExtendedGraphemeClusterLiteral {
    public var character: Character
    public init(_ character: Character) { self.character = character }
    public init(extendedGraphemeClusterLiteral: Character) { character = extendedGraphemeClusterLiteral }
    public static let escape = KeyEquivalent("\u{1B}"), delete = KeyEquivalent("\u{8}"), `return` = KeyEquivalent("\r")
}

public struct KeyPress: Sendable {
    public let key: KeyEquivalent
    public let characters: String

    /// Ours: a key that a test presses.
    public init(_ key: KeyEquivalent) {
        (self.key, characters) = (key, String(key.character))
    }

    public enum Result: Sendable { case handled, ignored }

    public struct Phases: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let down = Phases(rawValue: 1), `repeat` = Phases(rawValue: 2), up = Phases(rawValue: 4)
    }
}

extension KeyEquivalent {
    public static let deleteForward = KeyEquivalent("\u{F728}")
}
