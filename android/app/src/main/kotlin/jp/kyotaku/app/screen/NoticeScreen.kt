package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.FieldLine
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Status
import jp.kyotaku.core.Event
import jp.kyotaku.core.NoticeView

/** Something that a person must read and act on. */
@Composable
fun NoticeScreen(view: NoticeView, send: (Event) -> Unit) {
    Status(view.happened, view.tone)
    Lead(view.unchanged)
    Lead(view.toDo)
    view.details.forEach { FieldLine(it) }
    view.buttons.forEach { ControlButton(it, send) }
}
