import KyotakuCore
import SwiftUI

/// What is to be revoked, and why.
struct RevokeScreen: View {
    let view: RevokeView
    let send: Send

    var body: some View {
        Lead(view.lead)
        Questions(questions: view.questions, send: send)
        if let hint = view.hint { Hint(hint) }
        ControlButton(control: view.next, send: send)
    }
}
