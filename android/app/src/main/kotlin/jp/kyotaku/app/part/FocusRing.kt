package jp.kyotaku.app.part

import androidx.compose.foundation.interaction.InteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.composed
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.ContentDrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Palette

/**
 * The ring of デジタル庁デザインシステム round what the keyboard or a switch stands on: yellow against the control, black
 * against the page, so that one of the two is seen on any ground. By night the black is where the control is, and the yellow without.
 */
internal fun Modifier.focusRing(interactions: InteractionSource, corner: Dp = 8.dp): Modifier = composed {
    val focused by interactions.collectIsFocusedAsState()
    val page = MaterialTheme.colorScheme.background
    val byNight = page == Palette.Gray900
    if (!focused) {
        this
    } else {
        drawWithContent {
            drawContent()
            ring(if (byNight) Palette.Black else Palette.Yellow300, from = 0.dp, width = 2.dp, corner)
            ring(if (byNight) Palette.Yellow300 else Palette.Black, from = 2.dp, width = 4.dp, corner)
        }
    }
}

private fun ContentDrawScope.ring(colour: Color, from: Dp, width: Dp, corner: Dp) {
    val out = (from + width / 2).toPx()
    drawRoundRect(
        colour,
        Offset(-out, -out),
        Size(size.width + 2 * out, size.height + 2 * out),
        CornerRadius(corner.toPx() + out),
        style = Stroke(width.toPx()),
    )
}
