import Foundation

/// What shows a view: draws it, and draws it again when something that it was drawn from has changed, and not otherwise.
@MainActor public final class Display {
    private let root: any View
    private let top = Place()
    private var last: [Node] = []
    let changed = Changed()
    private var toDo: [@MainActor () -> Void] = []
    /// What the gestures do that are simultaneous with whatever else a finger does.
    var felt: [@MainActor () -> Void] = []
    /// How often it was drawn.
    public private(set) var drawings = 0

    /// What the system says: light or dark, the size of letters, whether the app is in front.
    public var environment: EnvironmentValues {
        didSet { changed.isSet = true }
    }

    public init<Content>(_ root: Content, environment: EnvironmentValues = EnvironmentValues()) where Content: View {
        self.root = root
        self.environment = environment
    }

    /// What is drawn now.
    public var nodes: [Node] {
        var rounds = 0
        while drawings == 0 || changed.isSet {
            rounds += 1
            precondition(rounds < 100, "the view changes whenever it is drawn")
            draw()
        }
        return last
    }

    /// A finger taps where no control is: only those gestures feel it that feel every tap.
    public func tap() {
        _ = nodes
        for feel in felt { feel() }
    }

    /// Nothing is shown any more.
    public func close() {
        top.end()
        last = []
        felt = []
    }

    /// To be done once all is drawn.
    func afterDrawing(_ action: @escaping @MainActor () -> Void) {
        toDo.append(action)
    }

    private func draw() {
        changed.isSet = false
        drawings += 1
        felt = []
        let context = Context(environment: environment, place: top, display: self)
        last = withObservationTracking {
            root.nodes(in: context)
        } onChange: { [changed] in
            changed.isSet = true
        }
        top.forget(before: drawings)
        let actions = toDo
        toDo = []
        for action in actions { action() }
    }
}

/// Whether something has changed that a drawing was made from. On any thread.
final class Changed: @unchecked Sendable {
    private let lock = NSLock()
    private var hasChanged = false

    var isSet: Bool {
        get { lock.withLock { hasChanged } }
        set { lock.withLock { hasChanged = newValue } }
    }
}
