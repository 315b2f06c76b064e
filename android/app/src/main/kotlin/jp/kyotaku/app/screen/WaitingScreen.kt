package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.core.Event
import jp.kyotaku.core.WaitingView

/** A call to the service is under way. */
@Composable
fun WaitingScreen(view: WaitingView, send: (Event) -> Unit) {
    Lead(view.message)
    view.buttons.forEach { ControlButton(it, send) }
}
