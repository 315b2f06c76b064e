package jp.kyotaku.app.part

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.focus.focusTarget
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.key.utf16CodePoint
import jp.kyotaku.core.Button as Control
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key as PadKey

/**
 * A keyboard's keys press those of the screen: a digit the pad's key with that label, Backspace and Delete the one that takes
 * a digit back, Enter the way on. They send what the screen's own keys hold, and nothing else. The screen itself takes the
 * focus, so that the first digit counts without a control having been chosen; Tab goes on from there to the controls. A
 * control that is focused keeps the first press of Enter for itself, and lets go of what a held key repeats: to go on is
 * therefore never meant by a repetition.
 */
@Composable
internal fun Modifier.hardwareKeys(digits: List<PadKey>, delete: Control, next: Control, send: (Event) -> Unit): Modifier {
    val focus = remember { FocusRequester() }
    LaunchedEffect(focus) { focus.requestFocus() }
    return focusRequester(focus)
        .onKeyEvent { pressed -> eventOf(pressed, digits, delete, next)?.let { send(it) } != null }
        .focusTarget()
}

private fun eventOf(pressed: KeyEvent, digits: List<PadKey>, delete: Control, next: Control): Event? {
    if (pressed.type != KeyEventType.KeyDown) return null
    return when (pressed.key) {
        Key.Backspace, Key.Delete -> delete.event
        Key.Enter, Key.NumPadEnter -> next.event.takeIf { pressed.nativeKeyEvent.repeatCount == 0 }
        else -> digitOf(pressed)?.let { digit -> digits.find { it.label == digit } }?.event
    }
}

// A number block types digits here whether or not its lock is on: there is nothing on these screens that it could mean else.
private val NumberBlock = listOf(
    Key.NumPad0, Key.NumPad1, Key.NumPad2, Key.NumPad3, Key.NumPad4, Key.NumPad5, Key.NumPad6, Key.NumPad7, Key.NumPad8, Key.NumPad9,
)

private fun digitOf(pressed: KeyEvent): String? {
    val onBlock = NumberBlock.indexOf(pressed.key)
    if (onBlock >= 0) return onBlock.toString()
    return pressed.utf16CodePoint.toChar().takeIf { it in '0'..'9' }?.toString()
}
