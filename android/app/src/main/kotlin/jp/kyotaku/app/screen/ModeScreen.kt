package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Alike
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Event
import jp.kyotaku.core.ModeView

/** The mode of the visit. */
@Composable
fun ModeScreen(view: ModeView, send: (Event) -> Unit) {
    Lead(view.lead)
    Alike(gap = Space.inside) { view.modes.forEach { ControlButton(it, send) } }
}
