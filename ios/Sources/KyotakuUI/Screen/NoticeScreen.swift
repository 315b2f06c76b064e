import KyotakuCore
import SwiftUI

/// Something that a person must read and act on: what happened, what was not changed, and what to do.
struct NoticeScreen: View {
    let view: NoticeView
    let send: Send

    var body: some View {
        Status(text: view.happened, tone: view.tone)
        Framed {
            Marked(mark: .kept, text: view.unchanged)
            Line()
            Marked(mark: .toDo, text: view.toDo)
        }
        Fields(fields: view.details)
        WaysOn(controls: view.buttons, send: send)
    }
}
