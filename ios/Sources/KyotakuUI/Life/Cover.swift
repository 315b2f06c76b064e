import KyotakuCore
import SwiftUI

/// What stands between a screen and whoever should not see it.
enum Cover: Equatable {
    /// The app is not in front: the picture that the system takes for the app switcher is taken now, and shows this.
    case away

    /// Nobody touched the phone for a while: it takes the phone's own lock to go on.
    case leftAlone

    /// The screen is recorded, or shown on another one too.
    case captured

    /// The cover for a screen in this state of the app, if any.
    static func of(_ screen: Screen, phase: ScenePhase, captured: Bool, leftAlone: Bool) -> Cover? {
        if leftAlone { return .leftAlone }
        if captured { return .captured }
        return isAway(screen, phase) ? .away : nil
    }

    /// A phone that is locked has put the app into the background first.
    private static func isAway(_ screen: Screen, _ phase: ScenePhase) -> Bool {
        switch phase {
        case .active: false
        case .inactive: !screen.isShownUnderASheet
        case .background: true
        @unknown default: true
        }
    }
}
