package jp.kyotaku.app.part

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.ripple
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.em
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Event
import jp.kyotaku.core.NumberField

/** The parts of 照合番号B, of which one gets the next digit: that one has a bar and a thick edge. */
@Composable
fun NumberParts(fields: List<NumberField>, send: (Event) -> Unit) {
    Column(Modifier.selectableGroup(), verticalArrangement = Arrangement.spacedBy(Space.near)) {
        fields.forEach { NumberPart(it, send) }
    }
}

@Composable
private fun NumberPart(field: NumberField, send: (Event) -> Unit) {
    val colours = MaterialTheme.colorScheme
    val shape = MaterialTheme.shapes.medium
    val interactions = remember { MutableInteractionSource() }
    FlowRow(
        Modifier.fillMaxWidth().heightIn(min = Space.target)
            .focusRing(interactions)
            .clip(shape)
            .background(if (field.selected) colours.primaryContainer else colours.surface)
            .border(if (field.selected) 3.dp else 1.5.dp, if (field.selected) colours.primary else colours.outline, shape)
            .selectable(field.selected, interactions, ripple(), role = Role.RadioButton) { send(field.choose.event) }
            .semantics { contentDescription = field.spoken }
            .padding(horizontal = Space.inside, vertical = Space.near),
        horizontalArrangement = Arrangement.SpaceBetween,
        verticalArrangement = Arrangement.Center,
    ) {
        Text(
            field.label,
            Modifier.alignByBaseline().padding(end = Space.inside),
            color = if (field.selected) colours.onPrimaryContainer else colours.onSurface,
            style = MaterialTheme.typography.labelMedium,
            fontWeight = if (field.selected) FontWeight.Bold else FontWeight.Normal,
        )
        Text(
            field.shown,
            Modifier.alignByBaseline(),
            color = if (field.selected) colours.onPrimaryContainer else colours.onSurface,
            style = MaterialTheme.typography.titleLarge,
            letterSpacing = 0.15.em,
        )
    }
}
