package jp.kyotaku.app.accessibility

import android.graphics.Bitmap
import androidx.compose.ui.geometry.Rect
import kotlin.math.ceil
import kotlin.math.floor
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow

/** WholeScreen pixels of a part of the window, looked up by their place in the window. */
internal class Pixels(bitmap: Bitmap, private val left: Int, private val top: Int) {
    private val width = bitmap.width
    private val height = bitmap.height
    private val colours = IntArray(width * height).also { bitmap.getPixels(it, 0, width, 0, 0, width, height) }

    init {
        bitmap.recycle()
    }

    /** The colour at a place; null beside what was drawn. */
    fun at(x: Int, y: Int): Int? = if (x - left in 0 until width && y - top in 0 until height) colours[(y - top) * width + (x - left)] else null

    /** How often each colour stands there. */
    fun counted(part: Rect): Map<Int, Int> {
        val counts = HashMap<Int, Int>()
        for (y in max(floor(part.top).toInt(), top) until min(ceil(part.bottom).toInt(), top + height)) {
            for (x in max(floor(part.left).toInt(), left) until min(ceil(part.right).toInt(), left + width)) {
                counts.merge(colours[(y - top) * width + (x - left)], 1, Int::plus)
            }
        }
        return counts
    }
}

/** Contrast as WCAG 2.2 defines it: from 1 for two colours of the same luminance to 21 for black on white. */
internal fun contrast(one: Int, other: Int): Double {
    val a = luminance(one)
    val b = luminance(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

/** Relative luminance of an sRGB colour, as WCAG 2.2 defines it: 0 black, 1 white. */
internal fun luminance(colour: Int): Double =
    0.2126 * LINEAR[colour shr 16 and 0xff] + 0.7152 * LINEAR[colour shr 8 and 0xff] + 0.0722 * LINEAR[colour and 0xff]

private val LINEAR = DoubleArray(256) { step ->
    val value = step / 255.0
    if (value <= 0.04045) value / 12.92 else ((value + 0.055) / 1.055).pow(2.4)
}

/** For complaints: `#1a2b3c`. */
internal fun hex(colour: Int) = "#%06x".format(colour and 0xffffff)
