package jp.kyotaku.app.accessibility

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp

/**
 * Each side of a control, its outline or its filling, has a contrast of 3:1 to what is around it, and so has what is drawn of a
 * progress (WCAG 2.2, 1.4.11), in the pixels. What is underlined as a link needs no outline.
 */
internal object ShapesStandOut : Rule {
    private const val NEEDED = 3.0
    private val AROUND = 2.dp
    private val INSIDE = 12.dp

    override fun check(screen: WholeScreen): List<String> {
        val pixels = screen.pixels()
        val around = with(screen.density) { AROUND.toPx() }.toInt()
        val inside = with(screen.density) { INSIDE.toPx() }.toInt()
        val edges = screen.controls.filterNot { screen.isLink(it) }.flatMap { control ->
            Side.entries.filter { side -> !pixels.hasEdge(control.place, side, around, inside) }
                .map { "${control.words} has no edge of $NEEDED:1 on the ${it.name.lowercase()}" }
        }
        return edges + screen.pieces.mapNotNull { it.faintProgress(pixels) }
    }

    /** Whether its words are underlined: they are what shows that it can be pressed, and have the contrast of text. */
    private fun WholeScreen.isLink(control: SemanticsNode) = pieces.any { piece ->
        (sequenceOf(piece) + piece.around).any { it.id == control.id } &&
            piece.layout()?.layoutInput?.style?.textDecoration?.contains(TextDecoration.Underline) == true
    }

    /** Rounded corners are left out; of the rest, a tenth may be without an edge, as where something else touches it. */
    private fun Pixels.hasEdge(place: Rect, side: Side, around: Int, inside: Int): Boolean {
        val looks = (20..80 step 5).map { percent ->
            val outside = at(side.place(place, percent, -around)) ?: return@map true
            (1 - around..inside).any { depth -> at(side.place(place, percent, depth))?.let { contrast(it, outside) >= NEEDED } ?: false }
        }
        return looks.count { it } * 10 >= looks.size * 9
    }

    private fun SemanticsNode.faintProgress(pixels: Pixels): String? {
        if (SemanticsProperties.ProgressBarRangeInfo !in config) return null
        val ink = pixels.ink(place)
        return "the progress $words is drawn with %.2f:1".format(ink?.contrast ?: 1.0).takeIf { (ink?.contrast ?: 1.0) < NEEDED }
    }

    private fun Pixels.at(place: Pair<Int, Int>) = at(place.first, place.second)

    private enum class Side {
        LEFT, TOP, RIGHT, BOTTOM;

        /** The pixel so far along the side, and so deep inside of it. */
        fun place(of: Rect, percent: Int, depth: Int): Pair<Int, Int> {
            val x = (of.left + of.width * percent / 100).toInt()
            val y = (of.top + of.height * percent / 100).toInt()
            return when (this) {
                LEFT -> of.left.toInt() + depth to y
                TOP -> x to of.top.toInt() + depth
                RIGHT -> of.right.toInt() - 1 - depth to y
                BOTTOM -> x to of.bottom.toInt() - 1 - depth
            }
        }
    }
}
