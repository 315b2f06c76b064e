package jp.kyotaku.app.accessibility

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** The heading that a screen begins with. */
@Composable
internal fun Heading(words: String = "見出し") = BasicText(words, Modifier.semantics { heading() })

/** A control that keeps every rule, where nothing else is said. */
@Composable
internal fun Key(
    words: String,
    modifier: Modifier = Modifier,
    role: Role? = Role.Button,
    width: Dp = 120.dp,
    height: Dp = 48.dp,
    edge: Color = Color.Black,
    ring: Color = Color.Black,
    enabled: Boolean = true,
) {
    var focused by remember { mutableStateOf(false) }
    Box(
        modifier.size(width, height).onFocusChanged { focused = it.isFocused }
            .border(if (focused) 4.dp else 1.dp, if (focused) ring else edge)
            .clickable(interactionSource = null, indication = null, enabled = enabled, role = role) {},
    ) { BasicText(words) }
}

/** One of several to choose from, with a mark on the chosen one. */
@Composable
internal fun Choice(words: String, chosen: Boolean, unchosen: Color = Color.White, mark: Color = Color.Black) = Box(
    Modifier.size(120.dp, 48.dp).border(1.dp, Color.Black)
        .selectable(chosen, interactionSource = null, indication = null, role = Role.RadioButton) {},
) {
    BasicText(words)
    Box(Modifier.size(12.dp).align(Alignment.BottomEnd).background(if (chosen) mark else unchosen))
}

/** Text of a colour on white. */
@Composable
internal fun Coloured(words: String, colour: Long, size: Int = 16) = BasicText(words, style = TextStyle(Color(colour), size.sp))
