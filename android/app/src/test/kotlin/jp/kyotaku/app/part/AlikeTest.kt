package jp.kyotaku.app.part

import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.unit.DpRect
import androidx.compose.ui.unit.height
import androidx.compose.ui.unit.width
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment

class AlikeTest : DrawnTest() {
    @Test
    fun `agree and decline stand side by side, alike in size`() {
        draw { Alike { listOf("同意する", "同意しない").forEach { ChoiceButton(choice(it), "手術情報の提供", {}) } } }
        val (agree, decline) = boundsOf("同意する", "同意しない")
        assertEquals(agree.top, decline.top)
        assertTrue(agree.right < decline.left)
        assertAlike(agree, decline)
    }

    @Test
    fun `where the letters are large, they stand one below the other, still alike in size`() {
        RuntimeEnvironment.setFontScale(2f)
        draw { Alike { listOf("同意する", "同意しない").forEach { ChoiceButton(choice(it), "手術情報の提供", {}) } } }
        val (agree, decline) = boundsOf("同意する", "同意しない")
        assertEquals(agree.left, decline.left)
        assertTrue(agree.bottom < decline.top)
        assertAlike(agree, decline)
    }

    @Test
    fun `the one that is chosen is no larger than the other`() {
        draw { Alike { ChoiceButton(choice("同意する", selected = true), "手術情報の提供", {}); ChoiceButton(choice("同意しない"), "手術情報の提供", {}) } }
        val (agree, decline) = boundsOf("同意する", "同意しない")
        assertAlike(agree, decline)
    }

    @Test
    fun `one that needs two lines makes the others as high as itself`() {
        val long = "オンライン診療等・外来診療等（通常とは異なる動線）"
        draw { Alike { listOf("訪問診療等", long).forEach { ControlButton(button(it), {}) } } }
        val (short, two) = boundsOf("訪問診療等", long)
        assertTrue(short.bottom < two.top)
        assertAlike(short, two)
    }

    private fun boundsOf(vararg words: String) = words.map { rule.onNodeWithText(it).getUnclippedBoundsInRoot() }

    private fun assertAlike(one: DpRect, other: DpRect) {
        assertEquals(one.width.value, other.width.value, 0.5f)
        assertEquals(one.height.value, other.height.value, 0.5f)
        assertTrue(one.height.value >= 56f)
    }
}
