#if canImport(UIKit)
    import UIKit
#endif

/// Whether the phone may let its screen go dark by itself.
@MainActor enum Awake {
    /// From now on the screen stays on, or goes dark as the phone's owner has set it. There is no such setting on Linux.
    static func keep(_ on: Bool) {
        #if canImport(UIKit)
            UIApplication.shared.isIdleTimerDisabled = on
        #endif
    }
}
