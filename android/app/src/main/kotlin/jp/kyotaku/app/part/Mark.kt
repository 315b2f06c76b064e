package jp.kyotaku.app.part

import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import jp.kyotaku.core.Tone

/**
 * The marks that stand beside words, so that nothing is told by colour alone. They are drawn for the eye only: what they say
 * stands in the words, and a screen reader passes over them.
 */
internal object Mark {
    private const val ROUND = "M12,2 a10,10 0 1,0 0,20 a10,10 0 1,0 0,-20z"

    val plain = filled("plain", "$ROUND M10.9,10 h2.2 v7.5 h-2.2z M12,5.9 a1.4,1.4 0 1,1 0,2.8 a1.4,1.4 0 1,1 0,-2.8z")
    val good = filled("good", "$ROUND M10.3,14.6 L17,7.9 l1.6,1.6 l-8.3,8.3 l-4.9,-4.9 l1.6,-1.6z")
    val caution = filled(
        "caution",
        "M12,2.4 a1.4,1.4 0 0,1 1.2,0.7 L23,20 a1.4,1.4 0 0,1 -1.2,2.1 H2.2 A1.4,1.4 0 0,1 1,20 L10.8,3.1 a1.4,1.4 0 0,1 1.2,-0.7z " +
            "M10.9,8.6 h2.2 v6.4 h-2.2z M12,16.4 a1.4,1.4 0 1,1 0,2.8 a1.4,1.4 0 1,1 0,-2.8z",
    )
    val alarm = filled(
        "alarm",
        "M7.9,2 h8.2 L22,7.9 v8.2 L16.1,22 H7.9 L2,16.1 V7.9z M10.9,6.2 h2.2 v7.6 h-2.2z M12,15.4 a1.4,1.4 0 1,1 0,2.8 a1.4,1.4 0 1,1 0,-2.8z",
    )
    val kept = drawn("kept", "M12,2.5 L20,5.5 V11 c0,5 -3.4,8.8 -8,10.5 c-4.6,-1.7 -8,-5.5 -8,-10.5 V5.5z M8.2,11.8 l2.8,2.8 l5,-5")
    val toDo = drawn("to-do", "M3.5,12 H20 M13.5,5.5 L20,12 L13.5,18.5")
    val back = drawn("back", "M20.5,12 H4 M10.5,5.5 L4,12 L10.5,18.5")
    val cancel = drawn("cancel", "M5.5,5.5 L18.5,18.5 M18.5,5.5 L5.5,18.5")
    val delete = drawn("delete", "M8,4.5 H21.5 V19.5 H8 L2,12z M11,9 L17,15 M17,9 L11,15")
    val check = drawn("check", "M5,12.8 L10,17.8 L19.5,7", width = 3.2f)
    val open = drawn("open", "M7,12 H17")

    fun of(tone: Tone): ImageVector = when (tone) {
        Tone.PLAIN -> plain
        Tone.GOOD -> good
        Tone.CAUTION -> caution
        Tone.ALARM -> alarm
    }

    /** Beside what a notice says was not changed. Not the shield for an alarm, which may have to say that it is not known. */
    fun besideUnchanged(tone: Tone): ImageVector = when (tone) {
        Tone.PLAIN, Tone.GOOD, Tone.CAUTION -> kept
        Tone.ALARM -> caution
    }

    private fun filled(name: String, path: String) = onGrid(name)
        .addPath(addPathNodes(path), pathFillType = PathFillType.EvenOdd, fill = SolidColor(Color.Black)).build()

    private fun drawn(name: String, path: String, width: Float = 2f) = onGrid(name).addPath(
        addPathNodes(path),
        stroke = SolidColor(Color.Black),
        strokeLineWidth = width,
        strokeLineCap = StrokeCap.Round,
        strokeLineJoin = StrokeJoin.Round,
    ).build()

    private fun onGrid(name: String) = ImageVector.Builder(name, 24.dp, 24.dp, 24f, 24f)
}

/** A mark as large as the words beside it are, so that it grows with them. */
@Composable
internal fun MarkIcon(mark: ImageVector, colour: Color, size: TextUnit, modifier: Modifier = Modifier) {
    val side = with(LocalDensity.current) { size.toDp() }
    Icon(mark, contentDescription = null, modifier.size(side), colour)
}
