package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.FieldLine
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.RowBlock
import jp.kyotaku.app.part.Title
import jp.kyotaku.core.ConfirmView
import jp.kyotaku.core.Event

/** 2 確認; or the confirmation of a revocation. */
@Composable
fun ConfirmScreen(view: ConfirmView, send: (Event) -> Unit) {
    Lead(view.lead)
    Title(view.rowsTitle)
    view.rows.forEach { RowBlock(it) }
    FieldLine(view.reference)
    ControlButton(view.accept, send)
    ControlButton(view.change, send)
}
