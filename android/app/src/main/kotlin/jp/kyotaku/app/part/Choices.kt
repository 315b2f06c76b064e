package jp.kyotaku.app.part

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.ripple
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event

/**
 * One answer of several, in a list with its mark at the [start]. Until one is chosen, all look the same whatever they say. The
 * chosen one is told by a check in a filled round, by a thicker edge and by its ground; its words stay where they are, as large
 * as they were. Who only hears it hears the [question] first: 同意する stands on the form once for each.
 */
@Composable
fun ChoiceButton(choice: Choice, question: String, send: (Event) -> Unit, start: Boolean = false) {
    val colours = MaterialTheme.colorScheme
    val shape = MaterialTheme.shapes.medium
    val interactions = remember { MutableInteractionSource() }
    val words = if (choice.selected) colours.onPrimaryContainer else colours.onSurface
    Row(
        Modifier.fillMaxWidth().heightIn(min = 64.dp)
            .focusRing(interactions)
            .clip(shape)
            .background(if (choice.selected) colours.primaryContainer else colours.surface)
            .border(if (choice.selected) 3.dp else 1.5.dp, if (choice.selected) colours.primary else colours.outline, shape)
            .selectable(choice.selected, interactions, ripple(), role = Role.RadioButton) { send(choice.event) }
            .semantics { contentDescription = "$question、${choice.label}" }
            .padding(horizontal = 10.dp, vertical = 12.dp),
        horizontalArrangement = Arrangement.spacedBy(6.dp, if (start) Alignment.Start else Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        ChoiceMark(choice.selected)
        CompositionLocalProvider(LocalContentColor provides words) {
            Text(choice.label, style = MaterialTheme.typography.labelLarge)
        }
    }
}

/** An empty round, or a filled one with a check: the same size either way. */
@Composable
private fun ChoiceMark(chosen: Boolean) {
    val colours = MaterialTheme.colorScheme
    val size = MaterialTheme.typography.labelLarge.fontSize
    val side = with(LocalDensity.current) { size.toDp() }
    if (chosen) {
        Box(Modifier.size(side).background(colours.primary, CircleShape), Alignment.Center) {
            MarkIcon(Mark.check, colours.onPrimary, size * 0.8f)
        }
    } else {
        Box(Modifier.size(side).border(2.dp, colours.outline, CircleShape))
    }
}
