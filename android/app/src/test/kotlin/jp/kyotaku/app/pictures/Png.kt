package jp.kyotaku.app.pictures

import android.graphics.Bitmap
import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.IIOImage
import javax.imageio.ImageIO
import javax.imageio.ImageWriteParam

/**
 * Writes a picture in few colours: of a screen, which has few, nobody sees the difference, and the file is a third as large.
 * Those of the palette stay as they are; each of the others becomes the nearest of them. The same pixels are the same bytes.
 */
internal fun Bitmap.writePng(file: File) {
    val pixels = IntArray(width * height).also { getPixels(it, 0, width, 0, 0, width, height) }
    val palette = palette(pixels)
    val places = HashMap<Int, Byte>()
    palette.forEachIndexed { place, colour -> places[colour] = place.toByte() }
    val indexed = BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, IndexColorModel(8, palette.size, palette, 0, false, -1, 0))
    val row = indexed.raster
    for (place in pixels.indices) {
        val colour = pixels[place]
        val index = places.getOrPut(colour) { palette.indices.minBy { distance(palette[it], colour) }.toByte() }
        row.setSample(place % width, place / width, 0, index.toInt() and 0xff)
    }
    file.parentFile.mkdirs()
    val writer = ImageIO.getImageWritersByFormatName("png").next()
    ImageIO.createImageOutputStream(file.apply { delete() }).use { out ->
        writer.output = out
        val strongest = writer.defaultWriteParam.apply { compressionMode = ImageWriteParam.MODE_EXPLICIT; compressionQuality = 0f }
        writer.write(null, IIOImage(indexed, null, null), strongest)
    }
    writer.dispose()
}

private const val COLOURS = 64

/** As many as a byte can tell apart. */
private const val AT_MOST = 256

/** So far from one another, as their squares, that nobody takes one for the other: a small mark is to keep its own. */
private const val FAR = 128 * 128

/**
 * The most frequent colours, and such as are far from all of these; of equally frequent ones, in the order of their numbers.
 */
private fun palette(pixels: IntArray): IntArray {
    val counts = HashMap<Int, Int>()
    for (pixel in pixels) counts.merge(pixel, 1, Int::plus)
    val colours = counts.entries.sortedWith(compareByDescending<Map.Entry<Int, Int>> { it.value }.thenBy { it.key }).map { it.key }
    val chosen = colours.take(COLOURS).toMutableList()
    for (colour in colours.drop(COLOURS)) {
        if (chosen.size < AT_MOST && chosen.all { distance(it, colour) > FAR }) chosen += colour
    }
    return chosen.toIntArray()
}

private fun distance(one: Int, other: Int): Int = listOf(16, 8, 0).sumOf { shift ->
    val apart = (one shr shift and 0xff) - (other shr shift and 0xff)
    apart * apart
}
