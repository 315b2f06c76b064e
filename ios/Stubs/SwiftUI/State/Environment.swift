/// What a view inherits from those around it.
@propertyWrapper public struct Environment<Value>: DynamicProperty {
    private let read: (EnvironmentValues) -> Value
    private let location = Location<EnvironmentValues?>(nil)

    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) {
        read = { $0[keyPath: keyPath] }
    }

    public var wrappedValue: Value {
        read(location.target ?? EnvironmentValues())
    }
}

extension Environment: Linked {
    func link(at place: Place, number: Int, in context: Context) {
        location.target = context.environment
    }
}

/// The name of something in the environment, and what it is where nobody says.
public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}

/// What a view inherits.
public struct EnvironmentValues {
    private var values: [ObjectIdentifier: Any] = [:]

    public init() {}

    public subscript<K>(key: K.Type) -> K.Value where K: EnvironmentKey {
        get { values[ObjectIdentifier(key)] as? K.Value ?? K.defaultValue }
        set { values[ObjectIdentifier(key)] = newValue }
    }

    // Apple's own.
    public var font: Font?
    public var lineLimit: Int?
    public var minimumScaleFactor: CGFloat = 1
    public var colorScheme = ColorScheme.light
    public var scenePhase = ScenePhase.active
    public var isEnabled = true
    // Apple lets nobody but the system set these; a test is the system.
    public var accessibilityReduceMotion = false
    public var isSceneCaptured = false
    public internal(set) var redactionReasons: RedactionReasons = []

    // What Apple keeps to itself.
    var foreground = Color.primary
    var tint = Color.accentColor
    var ground = Color.systemGround
    var isBold = false
    var isUnderlined = false
    var isPrivate = false
    var buttonStyle: (any AnyButtonStyle)?
}

public enum ColorScheme: CaseIterable, Sendable { case light, dark }
public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
