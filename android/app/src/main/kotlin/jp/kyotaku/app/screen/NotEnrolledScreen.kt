package jp.kyotaku.app.screen

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import jp.kyotaku.app.R
import jp.kyotaku.app.frame.Page
import jp.kyotaku.app.part.Mark
import jp.kyotaku.app.part.Marked

/** Nobody has said what this device is to the service, so no visit can begin. */
@Composable
fun NotEnrolledScreen() {
    val heading = stringResource(R.string.not_enrolled_heading)
    Page(heading) {
        Text(heading, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
        Marked(Mark.toDo, stringResource(R.string.not_enrolled_body))
        Marked(Mark.kept, stringResource(R.string.not_enrolled_unchanged))
    }
}
