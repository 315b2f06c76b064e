import KyotakuCore
import SwiftUI

/// A call to the service is under way.
struct WaitingScreen: View {
    let view: WaitingView
    let send: Send

    var body: some View {
        Underway()
        Text(verbatim: view.message).lettered(.title).foregroundStyle(Role.words).announced(view.message)
        WaysOn(controls: view.buttons, send: send)
    }
}
