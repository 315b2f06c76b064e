import KyotakuUI
import SwiftUI

/// The app: one window, and in it the visit.
@main struct KyotakuApp: App {
    var body: some Scene {
        WindowGroup {
            AppRoot(phone: Phone(readsCards: ThisPhone.readsCards)) { ThisPhone.startedVisit() }
        }
    }
}
