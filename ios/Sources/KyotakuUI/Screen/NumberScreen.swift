import KyotakuCore
import SwiftUI

/// 照合番号B, part by part.
struct NumberScreen: View {
    let view: NumberView
    let send: Send

    var body: some View {
        Beside {
            Lead(view.lead)
            if let notice = view.notice { Heed(notice) }
            NumberParts(fields: view.fields, send: send)
            if let hint = view.hint { Hint(hint) }
        } second: {
            Pad(digits: view.digits, delete: view.delete, send: send)
            ControlButton(control: view.next, send: send)
        }
        .hardwareKeys(view.digits, delete: view.delete, next: view.next, send: send)
    }
}
