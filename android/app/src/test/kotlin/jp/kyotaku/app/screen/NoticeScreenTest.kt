package jp.kyotaku.app.screen

import android.graphics.Bitmap
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import jp.kyotaku.app.part.DrawnTest
import jp.kyotaku.core.NoticeView
import jp.kyotaku.core.Tone
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class NoticeScreenTest : DrawnTest() {
    private var tone by mutableStateOf(Tone.PLAIN)

    @Test
    fun `the shield stands beside what was not changed, and not beside what nobody knows yet`() {
        draw { Column(Modifier.background(MaterialTheme.colorScheme.background)) { NoticeScreen(notice(tone), {}) } }
        val shield = besideUnchanged()
        tone = Tone.CAUTION
        assertTrue(besideUnchanged().sameAs(shield))
        tone = Tone.ALARM
        assertFalse(besideUnchanged().sameAs(shield))
    }

    /** What is drawn to the left of these words. */
    private fun besideUnchanged(): Bitmap {
        rule.waitForIdle()
        val words = rule.onNodeWithText(UNCHANGED).fetchSemanticsNode().boundsInRoot
        val drawn = rule.onRoot().captureToImage().asAndroidBitmap()
        return Bitmap.createBitmap(drawn, 0, words.top.toInt(), words.left.toInt(), words.height.toInt())
    }

    private fun notice(tone: Tone) = NoticeView(tone, "happened", UNCHANGED, "to do", emptyList(), emptyList())

    private companion object {
        const val UNCHANGED = "what was not changed"
    }
}
