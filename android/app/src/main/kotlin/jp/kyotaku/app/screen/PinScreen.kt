package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Pad
import jp.kyotaku.core.Event
import jp.kyotaku.core.PinView

/** The PIN pad. */
@Composable
fun PinScreen(view: PinView, send: (Event) -> Unit) {
    Lead(view.lead)
    view.notice?.let { Lead(it) }
    Lead("${view.entered}/${view.length}")
    view.hint?.let { Lead(it) }
    Pad(view.digits, send)
    ControlButton(view.delete, send)
    ControlButton(view.next, send)
    view.withoutPin?.let { ControlButton(it, send) }
}
