package jp.kyotaku.app.frame

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Footer

/** At the foot of every [Page]: the ways out of a screen, where it has some, and [from] where it came. */
@Composable
internal fun ColumnScope.Foot(from: List<String>, ways: @Composable () -> Unit = {}) {
    Spacer(Modifier.weight(1f))
    Column(verticalArrangement = Arrangement.spacedBy(Space.near)) {
        HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        ways()
        FooterLines(from)
    }
}

/** Where a screen of the visit came from. */
internal val Footer.lines: List<String> get() = listOfNotNull(channel, app, device, clinic)

/** Small, and still read by whoever is asked for it on the telephone. */
@Composable
private fun FooterLines(lines: List<String>) {
    FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(Space.inside)) {
        lines.forEach {
            Text(it, Modifier.alignByBaseline(), color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.labelSmall)
        }
    }
}
