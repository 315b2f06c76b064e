package jp.kyotaku.app.screen

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Scaffold
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import jp.kyotaku.app.R
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Title

/** Nobody has said what this device is to the service, so no visit can begin. */
@Composable
fun NotEnrolledScreen() = Scaffold { inner ->
    Column(Modifier.padding(inner)) {
        Title(stringResource(R.string.not_enrolled_heading))
        Lead(stringResource(R.string.not_enrolled_body))
        Lead(stringResource(R.string.not_enrolled_unchanged))
    }
}
