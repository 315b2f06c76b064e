package jp.kyotaku.app.screen

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.NotStarted
import jp.kyotaku.app.R
import jp.kyotaku.app.frame.Foot
import jp.kyotaku.app.frame.Page
import jp.kyotaku.app.part.Heed
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Mark
import jp.kyotaku.app.part.Marked

/**
 * No visit can begin: this device is not set up, or not rightly. How the visit [before] ended, if there was one, is only said
 * by the next that begins; until then it is not said that nothing was registered.
 */
@Composable
fun NotEnrolledScreen(reason: NotStarted, before: Boolean) {
    val heading = stringResource(R.string.not_enrolled_heading)
    Page(heading) {
        Text(heading, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
        Lead(stringResource(reason.words))
        Marked(Mark.toDo, stringResource(R.string.not_enrolled_body))
        if (before) Heed(stringResource(R.string.not_enrolled_before)) else Marked(Mark.kept, stringResource(R.string.not_enrolled_unchanged))
        Foot(listOf(stringResource(R.string.channel), Enrolment.appOf(LocalContext.current)))
    }
}
