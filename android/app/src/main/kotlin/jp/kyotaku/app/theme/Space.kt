package jp.kyotaku.app.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Shapes
import androidx.compose.ui.unit.dp

/** Distances, by what they keep apart. */
internal object Space {
    /** Two lines of one thing. */
    val line = 4.dp

    /** A mark and its words, two buttons side by side. */
    val near = 8.dp

    /** The inside of a box and its edge. */
    val inside = 16.dp

    /** One thing and the next. */
    val between = 24.dp

    /** The screen's edge. */
    val edge = 16.dp

    /** The least height of what is pressed: デジタル庁デザインシステム's large button. */
    val target = 56.dp

    /** A key of a pad. */
    val key = 64.dp

    /** The longest line that is read without losing it, 26 characters or so. */
    val column = 600.dp

    /** Two columns, on a screen that is wide and low. */
    val columns = 960.dp
}

internal val Corners = Shapes(
    extraSmall = RoundedCornerShape(4.dp),
    small = RoundedCornerShape(8.dp),
    medium = RoundedCornerShape(8.dp),
    large = RoundedCornerShape(12.dp),
    extraLarge = RoundedCornerShape(16.dp),
)
