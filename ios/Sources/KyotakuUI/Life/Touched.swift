import SwiftUI

private struct TouchedKey: EnvironmentKey {
    static let defaultValue: @MainActor @Sendable () -> Void = {}
}

extension EnvironmentValues {
    /// To be called when somebody is at the phone in a way that only what is drawn here can see.
    var touched: @MainActor @Sendable () -> Void {
        get { self[TouchedKey.self] }
        set { self[TouchedKey.self] = newValue }
    }
}
