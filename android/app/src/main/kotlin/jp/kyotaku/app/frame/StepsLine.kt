package jp.kyotaku.app.frame

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.text.BasicText
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Steps

/**
 * 1 入力, 2 確認, 3 完了. Which one is now is told by a filled number, bold words and a line under them; one thing to a
 * screen reader, in the words that came for it.
 */
@Composable
internal fun StepsLine(steps: Steps) {
    FlowRow(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) { contentDescription = steps.spoken },
        horizontalArrangement = Arrangement.spacedBy(Space.inside),
        verticalArrangement = Arrangement.spacedBy(Space.near),
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        steps.labels.forEachIndexed { place, label -> Step(place + 1, label, now = place == steps.current.toInt()) }
    }
}

@Composable
private fun Step(number: Int, label: String, now: Boolean) {
    val colours = MaterialTheme.colorScheme
    val style = MaterialTheme.typography.labelMedium
    Row(horizontalArrangement = Arrangement.spacedBy(Space.near), verticalAlignment = Alignment.CenterVertically) {
        val round = if (now) Modifier.background(colours.primary, CircleShape) else Modifier.border(1.5.dp, colours.outline, CircleShape)
        Box(round.defaultMinSize(32.dp, 32.dp).padding(horizontal = 8.dp), Alignment.Center) {
            // The number only repeats the order.
            BasicText(
                number.toString(),
                Modifier.clearAndSetSemantics {},
                style.copy(color = if (now) colours.onPrimary else colours.onSurfaceVariant, fontWeight = FontWeight.Bold),
            )
        }
        Text(
            label,
            color = if (now) colours.onSurface else colours.onSurfaceVariant,
            style = style,
            fontWeight = if (now) FontWeight.Bold else FontWeight.Normal,
            textDecoration = if (now) TextDecoration.Underline else null,
        )
    }
}
