package jp.kyotaku.app.accessibility

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.font.FontWeight

/**
 * Text has a contrast of 4.5:1 to what is drawn behind it, large text 3:1 (WCAG 2.2, 1.4.3), line by line, in the pixels: whatever
 * the theme says, this is what eyes get.
 *
 * The background is a line's most frequent colour. The edges of a stroke are mixed with it, so its colour is that of the tenth
 * of the other pixels that is furthest away: the strokes' cores.
 */
internal object TextStandsOut : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val pixels = screen.pixels()
        return screen.pieces.flatMap { piece ->
            val text = piece.layout() ?: return@flatMap emptyList<String>()
            val needed = if (text.isLarge()) 3.0 else 4.5
            (0 until text.lineCount).mapNotNull { line ->
                if (text.isBlank(line)) return@mapNotNull null
                val ink = pixels.ink(piece.line(text, line)) ?: return@mapNotNull "${piece.words}, line ${line + 1}: nothing is seen"
                "${piece.words}, line ${line + 1}: %.2f:1, %s on %s".format(ink.contrast, hex(ink.colour), hex(ink.ground)).takeIf { ink.contrast < needed }
            }
        }
    }

    /** WCAG: 18 pt, or 14 pt in bold; a point is 4/3 sp. */
    private fun TextLayoutResult.isLarge(): Boolean {
        val style = layoutInput.style
        val size = if (style.fontSize.isSp) style.fontSize.value else return false
        return size >= 24f || size >= 18.66f && (style.fontWeight ?: FontWeight.Normal) >= FontWeight.Bold
    }

    /** In the whole width: where the letters of a line stand in it is not told for certain. */
    private fun SemanticsNode.line(text: TextLayoutResult, line: Int) =
        Rect(0f, text.getLineTop(line), size.width.toFloat(), text.getLineBottom(line)).translate(positionInRoot)

    private fun TextLayoutResult.isBlank(line: Int) = layoutInput.text.substring(getLineStart(line), getLineEnd(line)).isBlank()
}

/** What is drawn on a ground: its colour, and how it stands out. */
internal class Ink(val colour: Int, val ground: Int, val contrast: Double)

/** What is drawn there; null where all is of one colour. */
internal fun Pixels.ink(part: Rect): Ink? {
    val counts = counted(part)
    val ground = counts.maxByOrNull { it.value }?.key ?: return null
    val others = (counts - ground).map { Ink(it.key, ground, contrast(it.key, ground)) }.sortedByDescending { it.contrast }
    val enough = (counts.values.sum() - counts.getValue(ground)) / 10
    var covered = 0
    return others.firstOrNull { ink ->
        covered += counts.getValue(ink.colour)
        covered > enough
    }
}
