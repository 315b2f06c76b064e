package jp.kyotaku.app.part

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Button as Control
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key

private const val ROW = 3

/**
 * The keys that digits are typed by, three in a row as on a telephone; the last, alone, stands in the middle. What takes the
 * last digit back stands below them in the whole width: its words are longer than a key is wide.
 */
@Composable
fun Pad(digits: List<Key>, delete: Control, send: (Event) -> Unit) {
    Column(
        Modifier.fillMaxWidth().widthIn(max = Space.column),
        verticalArrangement = Arrangement.spacedBy(Space.near),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        digits.chunked(ROW).forEach { keys ->
            Row(horizontalArrangement = Arrangement.spacedBy(Space.near)) {
                if (keys.size == 1) Spacer(Modifier.weight(1f))
                keys.forEach { KeyButton(it, send, Modifier.weight(1f)) }
                if (keys.size == 1) Spacer(Modifier.weight(1f))
            }
        }
        ControlButton(delete, send)
    }
}

/** A key of a pad. */
@Composable
fun KeyButton(key: Key, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    val interactions = remember { MutableInteractionSource() }
    OutlinedButton(
        { send(key.event) },
        modifier.heightIn(min = Space.key).focusRing(interactions),
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.outlinedButtonColors(MaterialTheme.colorScheme.surface, MaterialTheme.colorScheme.onSurface),
        border = BorderStroke(1.5.dp, MaterialTheme.colorScheme.outline),
        contentPadding = PaddingValues(4.dp),
        interactionSource = interactions,
    ) { Text(key.label, style = MaterialTheme.typography.headlineMedium) }
}
