import KyotakuCore
import SwiftUI

/// The portrait, for staff to compare the patient with.
struct CompareScreen: View {
    let view: CompareView
    let send: Send

    var body: some View {
        Beside {
            Lead(view.lead)
            Portrait(picture: view.portrait)
        } second: {
            Fields(fields: view.fields)
            AlikeControls(controls: view.buttons, send: send)
        }
    }
}
