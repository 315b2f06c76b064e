package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Lead
import jp.kyotaku.core.TapView

/** Hold the card to the phone. */
@Composable
fun TapScreen(view: TapView) {
    Lead(view.lead)
    Lead(view.position)
    Lead(view.progress)
    Lead("${view.done}/${view.steps}")
    view.tries?.let { Lead(it) }
    Lead(view.limit)
    Lead(view.advice)
}
