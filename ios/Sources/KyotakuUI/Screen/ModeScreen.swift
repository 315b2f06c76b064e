import KyotakuCore
import SwiftUI

/// The mode of the visit.
struct ModeScreen: View {
    let view: ModeView
    let send: Send

    var body: some View {
        Lead(view.lead)
        AlikeControls(controls: view.modes, send: send)
    }
}
