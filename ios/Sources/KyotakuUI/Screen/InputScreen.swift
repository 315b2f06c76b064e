import KyotakuCore
import SwiftUI

/// 1 入力.
struct InputScreen: View {
    let view: InputView
    let send: Send

    var body: some View {
        Lead(view.lead)
        AlikeControls(controls: view.all, send: send)
        Questions(questions: view.questions, send: send)
        if let hint = view.hint { Hint(hint) }
        ControlButton(control: view.next, send: send)
    }
}
