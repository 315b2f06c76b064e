package jp.kyotaku.app.part

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Button as Control
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key

private const val COLUMNS = 3

/**
 * The keys that digits are typed by, three in a row as on a telephone; the last stands in the middle of its own. What takes
 * a digit back stands to its right while its words fit into a key on one line, and below in the whole width where they do not.
 */
@Composable
fun Pad(digits: List<Key>, delete: Control, send: (Event) -> Unit) {
    val keys = @Composable {
        digits.forEach { PadKey(it.label, MaterialTheme.typography.headlineMedium) { send(it.event) } }
        PadKey(delete.label, MaterialTheme.typography.labelMedium) { send(delete.event) }
    }
    Layout(keys) { children, constraints ->
        val gap = Space.near.roundToPx()
        val whole = constraints.maxWidth
        val width = (whole - gap * (COLUMNS - 1)) / COLUMNS
        val numbers = children.dropLast(1)
        val last = children.last()
        val height = numbers.maxOf { it.minIntrinsicHeight(width) }
        val rows = (numbers.size + COLUMNS - 1) / COLUMNS
        val fits = last.maxIntrinsicWidth(Constraints.Infinity) <= width && last.minIntrinsicHeight(width) <= height
        val placed = numbers.map { it.measure(Constraints.fixed(width, height)) }
        val back = last.measure(if (fits) Constraints.fixed(width, height) else Constraints(minWidth = whole, maxWidth = whole))
        val keypad = rows * height + (rows - 1) * gap
        layout(whole, if (fits) keypad else keypad + gap + back.height) {
            placed.forEachIndexed { place, key ->
                val alone = place == numbers.lastIndex && numbers.size % COLUMNS == 1
                key.placeRelative((if (alone) 1 else place % COLUMNS) * (width + gap), place / COLUMNS * (height + gap))
            }
            if (fits) back.placeRelative(2 * (width + gap), keypad - height) else back.placeRelative(0, keypad + gap)
        }
    }
}

@Composable
private fun PadKey(label: String, style: TextStyle, press: () -> Unit) {
    val interactions = remember { MutableInteractionSource() }
    val colours = MaterialTheme.colorScheme
    OutlinedButton(
        press,
        Modifier.heightIn(min = Space.key).focusRing(interactions),
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.outlinedButtonColors(colours.surface, colours.onSurface),
        border = BorderStroke(1.5.dp, colours.outline),
        contentPadding = PaddingValues(4.dp),
        interactionSource = interactions,
    ) { Text(label, style = style, textAlign = TextAlign.Center) }
}
