package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Pad
import jp.kyotaku.core.Event
import jp.kyotaku.core.NumberView

/** 照合番号B, part by part. */
@Composable
fun NumberScreen(view: NumberView, send: (Event) -> Unit) {
    Lead(view.lead)
    view.notice?.let { Lead(it) }
    view.fields.forEach { field ->
        Lead((if (field.selected) "【${field.label}】" else field.label) + ": ${field.shown}")
        ControlButton(field.choose, send)
    }
    view.hint?.let { Lead(it) }
    Pad(view.digits, send)
    ControlButton(view.delete, send)
    ControlButton(view.next, send)
}
