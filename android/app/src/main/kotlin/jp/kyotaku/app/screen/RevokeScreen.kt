package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Hint
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Questions
import jp.kyotaku.core.Event
import jp.kyotaku.core.RevokeView

/** What is to be revoked, and why. */
@Composable
fun RevokeScreen(view: RevokeView, send: (Event) -> Unit) {
    Lead(view.lead)
    Questions(view.questions, send)
    Hint(view.hint)
    ControlButton(view.next, send)
}
