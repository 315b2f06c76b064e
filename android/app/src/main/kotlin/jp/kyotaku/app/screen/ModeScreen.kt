package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.core.Event
import jp.kyotaku.core.ModeView

/** The mode of the visit. */
@Composable
fun ModeScreen(view: ModeView, send: (Event) -> Unit) {
    Lead(view.lead)
    view.modes.forEach { ControlButton(it, send) }
}
