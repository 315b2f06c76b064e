import KyotakuCore
import Observation

/// The one bridge from the core to the screens: the view that stands, and the way back for what was pressed.
@MainActor @Observable public final class Store {
    /// What is to be drawn.
    public private(set) var view: KyotakuCore.View

    /// Whether somebody is at the phone.
    public let leftAlone: LeftAlone

    /// What is left of the visit if the app is ended now; none where nothing would be lost.
    @ObservationIgnored public private(set) var keepsake: Keepsake?

    @ObservationIgnored private let visit: Kyotaku
    @ObservationIgnored private let kept: KeptFile?
    @ObservationIgnored private var closed = false

    /// Starts a visit, which tells the observer that it is given of every change that no press caused.
    ///
    /// - Parameters:
    ///   - kept: where it is written down what would be lost.
    ///   - leftAlone: whether somebody is at the phone.
    public init(
        kept: KeptFile? = nil,
        leftAlone: LeftAlone = LeftAlone(),
        _ start: (any Observer) throws -> Kyotaku
    ) rethrows {
        let changes = Changes()
        visit = try start(changes)
        view = visit.view()
        self.kept = kept
        self.leftAlone = leftAlone
        keepsake = visit.keepsake()
        kept?.keep(keepsake)
        changes.store = self
    }

    /// Hands the core what a control stands for, and draws what it says then. After the end a press that was on its way changes
    /// nothing: the core would say that nothing is to be kept, and what is kept is for the next start.
    public func send(_ event: Event) {
        guard !closed else { return }
        // A press by VoiceOver or a switch is no touch to the screen.
        leftAlone.touched()
        show(visit.dispatch(event: event))
    }

    /// Ends the visit, and lets the core let go of everything. What is kept stays written down for the next start.
    public func close() {
        closed = true
        visit.close()
    }

    fileprivate func changed() {
        if !closed { show(visit.view()) }
    }

    private func show(_ next: KyotakuCore.View) {
        let now = visit.keepsake()
        // Before anybody sees that a request is out.
        if now != keepsake { kept?.keep(now) }
        keepsake = now
        if next != view { view = next }
    }
}

/// Told by the core, on a thread of the core's, that the view is another one.
private final class Changes: Observer {
    @MainActor weak var store: Store?

    func changed() throws {
        // Which of several comes first does not matter: each asks for the view that stands then.
        Task { @MainActor in self.store?.changed() }
    }
}
