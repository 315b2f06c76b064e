package jp.kyotaku.app.screen

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Scaffold
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import jp.kyotaku.app.NotStarted
import jp.kyotaku.app.R
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Title

/** No visit can begin: this device is not set up, or not rightly. */
@Composable
fun NotEnrolledScreen(reason: NotStarted = NotStarted.MISSING) = Scaffold { inner ->
    Column(Modifier.padding(inner)) {
        Title(stringResource(R.string.not_enrolled_heading))
        Lead(stringResource(reason.words))
        Lead(stringResource(R.string.not_enrolled_body))
        Lead(stringResource(R.string.not_enrolled_unchanged))
    }
}
