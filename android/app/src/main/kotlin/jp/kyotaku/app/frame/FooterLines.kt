package jp.kyotaku.app.frame

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Footer

/** Where this came from: small, and still read by whoever is asked for it on the telephone. */
@Composable
internal fun FooterLines(footer: Footer) {
    FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(Space.inside)) {
        listOfNotNull(footer.channel, footer.app, footer.device, footer.clinic).forEach {
            Text(it, Modifier.alignByBaseline(), color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.labelSmall)
        }
    }
}
