import KyotakuCore
import SwiftUI

/// The body of a screen: a file for each.
struct ScreenBody: View {
    let screen: Screen
    let send: Send

    var body: some View {
        switch screen {
        case .mode(let view): ModeScreen(view: view, send: send)
        case .pin(let view): PinScreen(view: view, send: send)
        case .tap(let view): TapScreen(view: view)
        case .waiting(let view): WaitingScreen(view: view, send: send)
        case .number(let view): NumberScreen(view: view, send: send)
        case .compare(let view): CompareScreen(view: view, send: send)
        case .eligibility(let view): EligibilityScreen(view: view, send: send)
        case .input(let view): InputScreen(view: view, send: send)
        case .confirm(let view): ConfirmScreen(view: view, send: send)
        case .done(let view): DoneScreen(view: view, send: send)
        case .revoke(let view): RevokeScreen(view: view, send: send)
        case .notice(let view): NoticeScreen(view: view, send: send)
        }
    }
}
