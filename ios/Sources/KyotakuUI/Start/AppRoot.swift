import SwiftUI

/// What is on the screen: the visit, or why none can begin.
public struct AppRoot: SwiftUI.View {
    private let phone: Phone
    private let start: @MainActor () -> Started
    @State private var started: Started?
    @Environment(\.scenePhase) private var phase

    /// Starts a visit when the app comes to the front, and not before: iOS may begin to launch an app that nobody has opened,
    /// on a phone that is locked, where what was kept cannot be read. Where none could begin it tries again each time the
    /// app comes back, because device management may have set this phone up meanwhile.
    public init(phone: Phone, start: @escaping @MainActor () -> Started) {
        self.phone = phone
        self.start = start
    }

    public var body: some SwiftUI.View {
        Group {
            switch started {
            // A moment, in which nothing is there to be said.
            case nil: AwaySheet()
            case .running(let store): VisitRoot(store: store, phone: phone)
            case .refused(let reason): NotEnrolledScreen(reason: reason)
            }
        }
        .onChange(of: phase, initial: true) { _, now in
            if now == .active { startUnlessRunning() }
        }
    }

    private func startUnlessRunning() {
        if case .running = started { return }
        started = start()
    }
}
