package jp.kyotaku.app.part

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.dp

/** A clock: something is waited for. It stands still, because nothing in it would say more if it moved; the words say what. */
@Composable
internal fun Underway() {
    val colour = MaterialTheme.colorScheme.primary
    Canvas(Modifier.size(56.dp)) {
        val line = Stroke(4.dp.toPx(), cap = StrokeCap.Round)
        drawCircle(colour, radius = size.minDimension / 2 - 4.dp.toPx(), style = line)
        drawLine(colour, center, Offset(center.x, center.y - 14.dp.toPx()), 4.dp.toPx(), StrokeCap.Round)
        drawLine(colour, center, Offset(center.x + 10.dp.toPx(), center.y + 6.dp.toPx()), 4.dp.toPx(), StrokeCap.Round)
    }
}
