package jp.kyotaku.app.part

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import jp.kyotaku.app.theme.Space

/**
 * Controls of which none is to be preferred: every one has the same width and the same height. They stand side by side where
 * the words of each fit into its share of the width on one line, and one below the other, each in the full width, where they
 * do not: an answer is not broken in two, nor made smaller, because the letters are large.
 */
@Composable
internal fun Alike(modifier: Modifier = Modifier, gap: Dp = Space.near, content: @Composable () -> Unit) {
    Layout(content, modifier) { children, constraints ->
        if (children.isEmpty()) return@Layout layout(constraints.minWidth, 0) {}
        val between = gap.roundToPx()
        val whole = constraints.maxWidth
        val share = (whole - between * (children.size - 1)) / children.size
        val beside = children.all { it.maxIntrinsicWidth(Constraints.Infinity) <= share }
        val width = if (beside) share else whole
        val height = children.maxOf { it.minIntrinsicHeight(width) }
        val placed = children.map { it.measure(Constraints.fixed(width, height)) }
        val total = if (beside) height else height * children.size + between * (children.size - 1)
        layout(whole, total) {
            placed.forEachIndexed { place, child ->
                if (beside) child.placeRelative(place * (width + between), 0) else child.placeRelative(0, place * (height + between))
            }
        }
    }
}
