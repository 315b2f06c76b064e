package jp.kyotaku.app.part

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Button as Control
import jp.kyotaku.core.Event
import jp.kyotaku.core.Weight

private val Inside = PaddingValues(horizontal = 16.dp, vertical = 12.dp)

/** A control of the core's: pressed, it sends the event that came with it. None is ever disabled: the core says why not. */
@Composable
fun ControlButton(control: Control, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    val press = { send(control.event) }
    val interactions = remember { MutableInteractionSource() }
    val size = modifier.fillMaxWidth().heightIn(min = Space.target).focusRing(interactions)
    val shape = MaterialTheme.shapes.medium
    when (control.weight) {
        Weight.PRIMARY -> Button(press, size, shape = shape, contentPadding = Inside, interactionSource = interactions) { Label(control.label) }
        Weight.SECONDARY -> Outlined(press, size, interactions) { Label(control.label) }
    }
}

@Composable
private fun Outlined(press: () -> Unit, modifier: Modifier, interactions: MutableInteractionSource, label: @Composable () -> Unit) {
    val colours = MaterialTheme.colorScheme
    OutlinedButton(
        press,
        modifier,
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.outlinedButtonColors(colours.surface, colours.primary),
        border = BorderStroke(1.5.dp, colours.primary),
        contentPadding = Inside,
        interactionSource = interactions,
    ) { label() }
}

/** A button of the phone's own, for what the core cannot know of: its words are in the resources. */
@Composable
fun OwnButton(words: String, onClick: () -> Unit, modifier: Modifier = Modifier) {
    val interactions = remember { MutableInteractionSource() }
    Outlined(onClick, modifier.fillMaxWidth().heightIn(min = Space.target).focusRing(interactions), interactions) { Label(words) }
}

/** The ways on, one below the other, as they came. */
@Composable
fun WaysOn(controls: List<Control>, send: (Event) -> Unit) {
    if (controls.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(Space.inside)) { controls.forEach { ControlButton(it, send) } }
}

/** 戻る and 中止する: words with a line under them, which draw less attention than any way on. */
@Composable
fun QuietButton(control: Control, mark: ImageVector, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    val interactions = remember { MutableInteractionSource() }
    TextButton(
        { send(control.event) },
        modifier.fillMaxWidth().heightIn(min = Space.target).focusRing(interactions),
        shape = MaterialTheme.shapes.medium,
        contentPadding = PaddingValues(8.dp),
        interactionSource = interactions,
    ) {
        val style = MaterialTheme.typography.labelMedium
        MarkIcon(mark, MaterialTheme.colorScheme.primary, style.fontSize)
        Spacer(Modifier.width(Space.near))
        Text(control.label, style = style, textDecoration = TextDecoration.Underline)
    }
}

@Composable
private fun Label(words: String) {
    Text(words, style = MaterialTheme.typography.labelLarge, textAlign = TextAlign.Center)
}
