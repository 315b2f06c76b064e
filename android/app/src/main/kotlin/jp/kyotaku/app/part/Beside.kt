package jp.kyotaku.app.part

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space

private val Wide = 640.dp

/** Two halves of a screen: one beside the other where it is wide, else one below the other. Read in this order either way. */
@Composable
fun Beside(first: @Composable ColumnScope.() -> Unit, second: @Composable ColumnScope.() -> Unit) {
    val halves = @Composable {
        Half(first)
        Half(second)
    }
    Layout(halves) { children, constraints ->
        val beside = constraints.maxWidth >= Wide.roundToPx()
        val gap = (if (beside) Space.between * 2 else Space.between).roundToPx()
        val width = if (beside) (constraints.maxWidth - gap) / 2 else constraints.maxWidth
        val (one, other) = children.map { it.measure(Constraints(minWidth = width, maxWidth = width)) }
        val height = if (beside) maxOf(one.height, other.height) else one.height + gap + other.height
        layout(constraints.maxWidth, height) {
            one.placeRelative(0, 0)
            if (beside) other.placeRelative(width + gap, 0) else other.placeRelative(0, one.height + gap)
        }
    }
}

@Composable
private fun Half(content: @Composable ColumnScope.() -> Unit) {
    // Read to its end before the other begins, wherever their parts stand.
    Column(Modifier.semantics { isTraversalGroup = true }, verticalArrangement = Arrangement.spacedBy(Space.between), content = content)
}
