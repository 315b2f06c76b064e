package jp.kyotaku.app.screen

import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import jp.kyotaku.app.part.Beside
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Heed
import jp.kyotaku.app.part.Hint
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.NumberParts
import jp.kyotaku.app.part.Pad
import jp.kyotaku.app.part.hardwareKeys
import jp.kyotaku.core.Event
import jp.kyotaku.core.NumberView

/** 照合番号B, part by part. */
@Composable
fun NumberScreen(view: NumberView, send: (Event) -> Unit) {
    Box(Modifier.hardwareKeys(view.digits, view.delete, view.next, send)) {
        Beside(
            first = {
                Lead(view.lead)
                view.notice?.let { Heed(it) }
                NumberParts(view.fields, send)
                Hint(view.hint)
            },
            second = {
                Pad(view.digits, view.delete, send)
                ControlButton(view.next, send)
            },
        )
    }
}
