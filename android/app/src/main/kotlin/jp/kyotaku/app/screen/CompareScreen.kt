package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.FieldLine
import jp.kyotaku.app.part.Lead
import jp.kyotaku.core.CompareView
import jp.kyotaku.core.Event

/** The portrait, for staff to compare the patient with. */
@Composable
fun CompareScreen(view: CompareView, send: (Event) -> Unit) {
    Lead(view.lead)
    Lead("顔写真 ${view.portrait.width}×${view.portrait.height}")
    view.fields.forEach { FieldLine(it) }
    view.buttons.forEach { ControlButton(it, send) }
}
