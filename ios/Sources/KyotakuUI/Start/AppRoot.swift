import SwiftUI

/// What is on the screen: the visit, or why none can begin.
public struct AppRoot: SwiftUI.View {
    private let started: Started
    private let phone: Phone

    public init(started: Started, phone: Phone) {
        self.started = started
        self.phone = phone
    }

    public var body: some SwiftUI.View {
        switch started {
        case .running(let store): VisitRoot(store: store, phone: phone)
        case .refused(let reason): NotEnrolledScreen(reason: reason)
        }
    }
}
