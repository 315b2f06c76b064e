package jp.kyotaku.app.accessibility

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.unit.dp

/**
 * What is chosen differs from what is not in more than its hue: beside their words, the two differ in lightness by 3:1, on as much
 * as the outline of a small mark has.
 */
internal object ChoicesDifferWithoutColour : Rule {
    private const val NEEDED = 3.0

    /** As much as a ring of 12 dp across that is 1 dp thick. */
    private val LEAST = 36.dp

    override fun check(screen: WholeScreen): List<String> {
        val pixels = screen.pixels()
        val pairs = screen.controls.filter { SemanticsProperties.Selected in it.config }.groupBy { it.parent?.id }.values.mapNotNull { these ->
            val (chosen, others) = these.partition { it.config[SemanticsProperties.Selected] }
            chosen.firstOrNull()?.let { one -> others.firstOrNull()?.let { one to it } }
        }
        val least = with(screen.density) { LEAST.toPx() * density }
        return pairs.mapNotNull { (chosen, other) ->
            val differing = screen.differing(pixels, chosen, other)
            "${chosen.words} is chosen and ${other.words} is not, and only $differing pixels tell it without colour".takeIf { differing < least }
        }
    }

    /** Pixels beside the words of both that differ in lightness. */
    private fun WholeScreen.differing(pixels: Pixels, one: SemanticsNode, other: SemanticsNode): Int {
        val words = wordsWithin(one) + wordsWithin(other)
        val width = minOf(one.size.width, other.size.width)
        val height = minOf(one.size.height, other.size.height)
        return (0 until height).sumOf { y ->
            (0 until width).count { x ->
                words.none { x + 0.5f in it.left..it.right && y + 0.5f in it.top..it.bottom } && pixels.differs(one, other, x, y)
            }
        }
    }

    private fun Pixels.differs(one: SemanticsNode, other: SemanticsNode, x: Int, y: Int): Boolean {
        val a = at(one.place.left.toInt() + x, one.place.top.toInt() + y) ?: return false
        val b = at(other.place.left.toInt() + x, other.place.top.toInt() + y) ?: return false
        return contrast(a, b) >= NEEDED
    }

    /** Where the words stand within the control. */
    private fun WholeScreen.wordsWithin(control: SemanticsNode): List<Rect> = pieces
        .filter { piece -> SemanticsProperties.Text in piece.config && piece.around.any { it.id == control.id } }
        .map { it.place.translate(-control.place.left, -control.place.top) }
}
