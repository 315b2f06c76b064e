package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Question
import jp.kyotaku.core.Event
import jp.kyotaku.core.InputView

/** 1 入力. */
@Composable
fun InputScreen(view: InputView, send: (Event) -> Unit) {
    Lead(view.lead)
    view.all.forEach { ControlButton(it, send) }
    view.questions.forEach { Question(it, send) }
    view.hint?.let { Lead(it) }
    ControlButton(view.next, send)
}
