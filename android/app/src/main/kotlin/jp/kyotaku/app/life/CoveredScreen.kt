package jp.kyotaku.app.life

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import jp.kyotaku.app.R
import jp.kyotaku.app.frame.Foot
import jp.kyotaku.app.frame.Page
import jp.kyotaku.app.frame.lines
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.OwnButton
import jp.kyotaku.core.Footer

/** In place of a screen that was left alone: nothing of the visit is drawn, nor told to a screen reader, but where it came from. */
@Composable
fun CoveredScreen(lockIsSet: Boolean, footer: Footer, goOn: () -> Unit) {
    val heading = stringResource(R.string.covered_heading)
    Page(heading) {
        Text(heading, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
        Lead(stringResource(R.string.covered_body))
        if (!lockIsSet) Lead(stringResource(R.string.covered_without_lock))
        OwnButton(stringResource(if (lockIsSet) R.string.covered_unlock else R.string.covered_go_on), goOn)
        Foot(footer.lines)
    }
}
