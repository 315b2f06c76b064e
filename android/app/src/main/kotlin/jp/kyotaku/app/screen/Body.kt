package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.core.Event
import jp.kyotaku.core.Screen

/** The body of a screen: a file for each. */
@Composable
fun Body(screen: Screen, send: (Event) -> Unit) = when (screen) {
    is Screen.Mode -> ModeScreen(screen.v1, send)
    is Screen.Pin -> PinScreen(screen.v1, send)
    is Screen.Number -> NumberScreen(screen.v1, send)
    is Screen.Tap -> TapScreen(screen.v1)
    is Screen.Waiting -> WaitingScreen(screen.v1, send)
    is Screen.Compare -> CompareScreen(screen.v1, send)
    is Screen.Eligibility -> EligibilityScreen(screen.v1, send)
    is Screen.Input -> InputScreen(screen.v1, send)
    is Screen.Confirm -> ConfirmScreen(screen.v1, send)
    is Screen.Done -> DoneScreen(screen.v1, send)
    is Screen.Revoke -> RevokeScreen(screen.v1, send)
    is Screen.Notice -> NoticeScreen(screen.v1, send)
}
