package jp.kyotaku.app.frame

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import jp.kyotaku.app.part.Alike
import jp.kyotaku.app.part.Mark
import jp.kyotaku.app.part.QuietButton
import jp.kyotaku.app.screen.Body
import jp.kyotaku.app.theme.Space
import jp.kyotaku.app.theme.TypeFor
import jp.kyotaku.core.Event
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/**
 * What stands around every screen: the heading and the steps above it, the ways back and the footer below. What the phone
 * itself has to say, [above] the screen's own words, comes before them.
 */
@Composable
fun VisitFrame(view: View, send: (Event) -> Unit, above: @Composable () -> Unit = {}) = TypeFor(view.audience) {
    Page(view.heading, widthOf(view.screen)) {
        Column(verticalArrangement = Arrangement.spacedBy(Space.inside)) {
            Text(view.heading, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
            view.steps?.let { StepsLine(it) }
        }
        above()
        Body(view.screen, send)
        Foot(view.footer.lines) {
            Alike {
                view.back?.let { QuietButton(it, Mark.back, send) }
                view.cancel?.let { QuietButton(it, Mark.cancel, send) }
            }
        }
    }
}

/** Where a screen has two halves, it may be as wide as two columns. */
private fun widthOf(screen: Screen): Dp = when (screen) {
    is Screen.Pin, is Screen.Number, is Screen.Tap, is Screen.Compare -> Space.columns
    is Screen.Mode, is Screen.Waiting, is Screen.Eligibility, is Screen.Input, is Screen.Confirm, is Screen.Done, is Screen.Revoke,
    is Screen.Notice -> Space.column
}
