package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Fields
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Rows
import jp.kyotaku.app.part.Title
import jp.kyotaku.app.part.WaysOn
import jp.kyotaku.core.ConfirmView
import jp.kyotaku.core.Event

/** 2 確認; or the confirmation of a revocation. */
@Composable
fun ConfirmScreen(view: ConfirmView, send: (Event) -> Unit) {
    Lead(view.lead)
    Title(view.rowsTitle)
    Rows(view.rows)
    Fields(listOf(view.reference))
    WaysOn(listOf(view.accept, view.change), send)
}
