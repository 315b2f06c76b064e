package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Fields
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Rows
import jp.kyotaku.app.part.Status
import jp.kyotaku.app.part.Title
import jp.kyotaku.core.DoneView
import jp.kyotaku.core.Event

/** 3 完了; or what stands after a revocation. */
@Composable
fun DoneScreen(view: DoneView, send: (Event) -> Unit) {
    Status(view.message, view.tone)
    view.explanation.forEach { Lead(it) }
    Title(view.rowsTitle)
    Rows(view.rows)
    Fields(view.receipt)
    ControlButton(view.finish, send)
}
