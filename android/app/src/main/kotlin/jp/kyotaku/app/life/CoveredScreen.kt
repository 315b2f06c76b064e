package jp.kyotaku.app.life

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.R
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Title

/** In place of a screen that was left alone: nothing of the visit is drawn, nor told to a screen reader. */
@Composable
fun CoveredScreen(lockIsSet: Boolean, goOn: () -> Unit) = Scaffold { inner ->
    Column(
        Modifier.fillMaxSize().padding(inner).verticalScroll(rememberScrollState()).padding(24.dp),
        verticalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        Title(stringResource(R.string.covered_heading))
        Lead(stringResource(R.string.covered_body))
        if (!lockIsSet) Lead(stringResource(R.string.covered_without_lock))
        val label = if (lockIsSet) R.string.covered_unlock else R.string.covered_go_on
        Button(goOn, Modifier.fillMaxWidth().heightIn(min = 56.dp)) { Text(stringResource(label)) }
    }
}
