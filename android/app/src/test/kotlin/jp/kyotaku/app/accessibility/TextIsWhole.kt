package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.MultiParagraph
import androidx.compose.ui.text.MultiParagraphIntrinsics
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.resolveDefaults
import androidx.compose.ui.unit.Constraints
import kotlin.math.abs

/** No text is cut: none ends in an ellipsis, none is larger than its place, and nothing around it hides a part of it. */
internal object TextIsWhole : Rule {
    override fun check(screen: WholeScreen): List<String> = screen.pieces.flatMap { piece ->
        val text = piece.layout() ?: return@flatMap emptyList<String>()
        listOfNotNull(
            "ends in an ellipsis".takeIf { (0 until text.lineCount).any(text::isLineEllipsized) },
            "is larger than its place".takeIf { text.isCut() },
            "is hidden in part: ${piece.boundsInRoot} of ${piece.place}".takeIf { piece.isHidden(screen) },
        ).map { "${piece.words} $it" }
    }

    /** Whether the text, laid out anew in the width that it has, is higher than the place that it has. A pixel is rounding. */
    private fun TextLayoutResult.isCut(): Boolean = with(layoutInput) {
        val intrinsics = MultiParagraphIntrinsics(text, resolveDefaults(style, layoutDirection), placeholders, density, fontFamilyResolver)
        MultiParagraph(intrinsics, Constraints(maxWidth = this@isCut.size.width)).height > this@isCut.size.height + 1
    }

    private fun SemanticsNode.isHidden(screen: WholeScreen) = with(boundsInRoot.intersect(screen.window)) {
        listOf(left - place.left, top - place.top, right - place.right, bottom - place.bottom).any { abs(it) > 1 }
    }
}

/** How a text is laid out; null for what is no text. */
internal fun SemanticsNode.layout(): TextLayoutResult? {
    val results = mutableListOf<TextLayoutResult>()
    config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
    return results.firstOrNull()
}
