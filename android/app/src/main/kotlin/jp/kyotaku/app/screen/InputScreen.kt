package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Alike
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.Hint
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Questions
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Event
import jp.kyotaku.core.InputView

/** 1 入力. */
@Composable
fun InputScreen(view: InputView, send: (Event) -> Unit) {
    Lead(view.lead)
    if (view.all.isNotEmpty()) Alike(gap = Space.inside) { view.all.forEach { ControlButton(it, send) } }
    Questions(view.questions, send)
    Hint(view.hint)
    ControlButton(view.next, send)
}
