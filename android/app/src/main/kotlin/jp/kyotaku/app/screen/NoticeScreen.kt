package jp.kyotaku.app.screen

import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Fields
import jp.kyotaku.app.part.Framed
import jp.kyotaku.app.part.Marked
import jp.kyotaku.app.part.Mark
import jp.kyotaku.app.part.Status
import jp.kyotaku.app.part.WaysOn
import jp.kyotaku.core.Event
import jp.kyotaku.core.NoticeView

/** Something that a person must read and act on: what happened, what was not changed, and what to do. */
@Composable
fun NoticeScreen(view: NoticeView, send: (Event) -> Unit) {
    Status(view.happened, view.tone)
    Framed {
        Marked(Mark.besideUnchanged(view.tone), view.unchanged)
        HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        Marked(Mark.toDo, view.toDo)
    }
    Fields(view.details)
    WaysOn(view.buttons, send)
}
