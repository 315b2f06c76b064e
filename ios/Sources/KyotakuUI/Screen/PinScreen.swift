import KyotakuCore
import SwiftUI

/// The PIN pad.
struct PinScreen: View {
    let view: PinView
    let send: Send

    var body: some View {
        Beside {
            Lead(view.lead)
            if let notice = view.notice { Heed(notice) }
            Dots(entered: view.entered, length: view.length, spoken: view.spoken)
            if let hint = view.hint { Hint(hint) }
        } second: {
            Pad(digits: view.digits, delete: view.delete, send: send)
            ControlButton(control: view.next, send: send)
            if let withoutPin = view.withoutPin { ControlButton(control: withoutPin, send: send) }
        }
        .hardwareKeys(view.digits, delete: view.delete, next: view.next, send: send)
    }
}
