import KyotakuCore
import SwiftUI

/// 2 確認; or the confirmation of a revocation.
struct ConfirmScreen: View {
    let view: ConfirmView
    let send: Send

    var body: some View {
        Lead(view.lead)
        Title(view.rowsTitle)
        Rows(rows: view.rows)
        Fields(fields: [view.reference])
        WaysOn(controls: [view.accept, view.change], send: send)
    }
}
