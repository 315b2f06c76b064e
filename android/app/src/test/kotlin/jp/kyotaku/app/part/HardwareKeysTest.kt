package jp.kyotaku.app.part

import androidx.compose.ui.input.key.Key
import androidx.compose.ui.test.KeyInjectionScope
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.requestFocus
import androidx.test.platform.app.InstrumentationRegistry
import jp.kyotaku.app.screen.PinScreen
import jp.kyotaku.core.CompareEvent
import jp.kyotaku.core.Event
import jp.kyotaku.core.PinEvent
import jp.kyotaku.core.PinView
import jp.kyotaku.core.Key as PadKey
import org.junit.Assert.assertEquals
import org.junit.Test

class HardwareKeysTest : DrawnTest() {
    // The events are not those that the core would send: a key has to send what the view holds, whatever that is.
    private val ofSeven = Event.Compare(CompareEvent.SAME)
    private val others = Event.Compare(CompareEvent.DIFFERENT)
    private val view = PinView(
        lead = "暗証番号",
        notice = null,
        entered = 0u,
        length = 4u,
        spoken = "4桁のうち 0 桁入力済み",
        digits = "1234567890".map { PadKey(it.toString(), if (it == '7') ofSeven else others) },
        delete = button("1文字消す", Event.Back),
        next = button("次へ", Event.Cancel),
        withoutPin = button("目視", Event.Pin(PinEvent.WithoutPin)),
        hint = null,
    )

    @Test
    fun `a digit of the keyboard sends the event of the pad's key, before anything was pressed`() {
        type(listOf(Key.Seven))
        assertEquals(listOf(ofSeven), sent)
    }

    @Test
    fun `so does a digit of the number block`() {
        type(listOf(Key.NumPad7))
        assertEquals(listOf(ofSeven), sent)
    }

    @Test
    fun `Backspace sends that of the key that takes back, and Enter that of the way on`() {
        type(listOf(Key.Backspace, Key.Enter))
        assertEquals(listOf(Event.Back, Event.Cancel), sent)
    }

    @Test
    fun `a letter sends nothing`() {
        type(listOf(Key.A))
        assertEquals(emptyList<Event>(), sent)
    }

    @Test
    fun `Enter on a focused button presses that button, and no other`() {
        // A finger on the screen gives the focus to nothing; a keyboard does.
        InstrumentationRegistry.getInstrumentation().setInTouchMode(false)
        draw { PinScreen(view, sent::add) }
        rule.onNodeWithText("目視").requestFocus()
        rule.onNodeWithText("目視").performKeyInput { pressKey(Key.Enter) }
        assertEquals(listOf<Event>(Event.Pin(PinEvent.WithoutPin)), sent)
    }

    @Test
    fun `Enter that is held on a focused button presses that button once, and no other`() {
        InstrumentationRegistry.getInstrumentation().setInTouchMode(false)
        draw { PinScreen(view, sent::add) }
        rule.onNodeWithText("目視").requestFocus()
        rule.onNodeWithText("目視").performKeyInput { held() }
        assertEquals(listOf<Event>(Event.Pin(PinEvent.WithoutPin)), sent)
    }

    @Test
    fun `Enter that is held on the screen goes on once`() {
        draw { PinScreen(view, sent::add) }
        rule.waitForIdle()
        rule.onRoot().performKeyInput { held() }
        assertEquals(listOf<Event>(Event.Cancel), sent)
    }

    /** For so long that the key repeats itself. */
    private fun KeyInjectionScope.held() {
        keyDown(Key.Enter)
        advanceEventTime(2_000)
        keyUp(Key.Enter)
    }

    private fun type(keys: List<Key>) {
        draw { PinScreen(view, sent::add) }
        rule.waitForIdle()
        keys.forEach { key -> rule.onRoot().performKeyInput { pressKey(key) } }
    }
}
