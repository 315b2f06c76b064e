package jp.kyotaku.app.part

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke

/** The phone over the card, seen from above and one side; in millimetres, as large as both are. */
internal class TapDrawing(private val line: Color, private val paper: Color, private val shade: Color, private val strong: Color) {
    fun DrawScope.draw(lowered: Float) {
        val scale = size.height / HEIGHT
        fun at(x: Float, y: Float, z: Float) =
            Offset(size.width / 2 + (x - y) * 0.87f * scale, size.height - 48f * scale + ((x + y) * 0.5f - z) * scale)

        fun sheet(x: Float, y: Float, z: Float, length: Float, width: Float) = Path().apply {
            val corners = listOf(at(x, y, z), at(x + length, y, z), at(x + length, y + width, z), at(x, y + width, z))
            moveTo(corners[0].x, corners[0].y)
            corners.drop(1).forEach { lineTo(it.x, it.y) }
            close()
        }

        val edge = Stroke(2.4f * scale, cap = StrokeCap.Round, join = StrokeJoin.Round)
        fun put(path: Path, fill: Color) {
            drawPath(path, fill)
            drawPath(path, line, style = edge)
        }

        // The card, with its portrait and its lines.
        put(sheet(-43f, -27f, 0f, 86f, 54f), paper)
        drawPath(sheet(14f, -17f, 0f, 20f, 26f), shade)
        for (place in 0..2) {
            val y = -16f + place * 12f
            drawLine(shade, at(-34f, y, 0f), at(6f, y, 0f), 4f * scale, StrokeCap.Round)
        }

        // What they say to each other, once they are near.
        if (lowered > 0.9f) {
            for (ring in 1..2) {
                val reach = Size(ring * 26f * scale * 1.23f, ring * 26f * scale * 0.71f)
                val middle = at(0f, 0f, 0f)
                drawOval(strong, Offset(middle.x - reach.width / 2, middle.y - reach.height / 2), reach, style = Stroke(2.4f * scale))
            }
        }

        // The way down.
        val height = HIGH + (LOW - HIGH) * lowered
        val tip = at(0f, 0f, 6f)
        val bold = 4f * scale
        drawLine(strong, at(0f, 0f, height), tip, bold, StrokeCap.Round)
        drawLine(strong, Offset(tip.x - 8f * scale, tip.y - 9f * scale), tip, bold, StrokeCap.Round)
        drawLine(strong, Offset(tip.x + 8f * scale, tip.y - 9f * scale), tip, bold, StrokeCap.Round)

        // The phone: its thickness, its face, its screen.
        put(sheet(-75f, -37f, height, 150f, 74f), shade)
        put(sheet(-75f, -37f, height + 8f, 150f, 74f), paper)
        drawPath(sheet(-66f, -31f, height + 8f, 132f, 62f), shade)
    }

    companion object {
        const val ASPECT = 1.7f
        private const val HEIGHT = 236f
        private const val HIGH = 112f
        private const val LOW = 78f

        fun of(colours: ColorScheme) = TapDrawing(colours.onSurfaceVariant, colours.surface, colours.surfaceContainerHigh, colours.primary)
    }
}
