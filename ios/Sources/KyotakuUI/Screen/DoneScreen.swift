import KyotakuCore
import SwiftUI

/// 3 完了; or what stands after a revocation.
struct DoneScreen: View {
    let view: DoneView
    let send: Send

    var body: some View {
        Status(text: view.message, tone: view.tone)
        Leads(view.explanation)
        Title(view.rowsTitle)
        Rows(rows: view.rows)
        Fields(fields: view.receipt)
        ControlButton(control: view.finish, send: send)
    }
}
