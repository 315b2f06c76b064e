package jp.kyotaku.app.part

import android.graphics.Bitmap
import android.graphics.Color
import androidx.compose.foundation.layout.Box
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.assertContentDescriptionEquals
import androidx.compose.ui.test.assertIsNotSelected
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class ChoiceTest : DrawnTest() {
    @Test
    fun `until one is chosen, all are drawn alike`() {
        draw { Alike { ChoiceButton(choice("同意"), QUESTION, {}); ChoiceButton(choice("同意"), QUESTION, {}) } }
        val (one, other) = pictures()
        assertEquals(0.0, shareThatDiffers(one, other, by = 64), 0.02)
    }

    @Test
    fun `the chosen one is told without its colour`() {
        draw { Alike { ChoiceButton(choice("同意", selected = true), QUESTION, {}); ChoiceButton(choice("同意"), QUESTION, {}) } }
        rule.onAllNodesWithText("同意")[0].assertIsSelected()
        rule.onAllNodesWithText("同意")[1].assertIsNotSelected()
        val (chosen, other) = pictures()
        assertTrue(shareThatDiffers(chosen, other, by = 64) > 0.02)
    }

    @Test
    fun `a press sends the event that came with it`() {
        draw { Box { ChoiceButton(Choice("同意する", Event.Cancel, false), QUESTION, sent::add) } }
        rule.onNodeWithText("同意する").performClick()
        assertEquals(listOf<Event>(Event.Cancel), sent)
    }

    @Test
    fun `who only hears it hears the question, too`() {
        draw { ChoiceButton(choice("同意する"), QUESTION, {}) }
        rule.onNodeWithText("同意する").assertContentDescriptionEquals("手術情報の提供、同意する")
    }

    // The same words on both, so that nothing but the choice can differ.
    private fun pictures() = listOf(0, 1).map { rule.onAllNodesWithText("同意")[it].captureToImage().asAndroidBitmap() }

    /** Of two pictures, how large a part differs in lightness: what somebody sees who sees no hue. */
    private fun shareThatDiffers(one: Bitmap, other: Bitmap, by: Int): Double {
        var differs = 0
        val width = minOf(one.width, other.width)
        val height = minOf(one.height, other.height)
        for (y in 0 until height) for (x in 0 until width) {
            if (Math.abs(lightness(one.getPixel(x, y)) - lightness(other.getPixel(x, y))) > by) differs++
        }
        return differs.toDouble() / (width * height)
    }

    private fun lightness(pixel: Int) = (Color.red(pixel) * 299 + Color.green(pixel) * 587 + Color.blue(pixel) * 114) / 1000

    private companion object {
        const val QUESTION = "手術情報の提供"
    }
}
