package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Alike
import jp.kyotaku.app.part.Beside
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Fields
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Portrait
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.CompareView
import jp.kyotaku.core.Event

/** The portrait, for staff to compare the patient with. */
@Composable
fun CompareScreen(view: CompareView, send: (Event) -> Unit) = Beside(
    first = {
        Lead(view.lead)
        Portrait(view.portrait)
    },
    second = {
        Fields(view.fields)
        Alike(gap = Space.inside) { view.buttons.forEach { ControlButton(it, send) } }
    },
)
