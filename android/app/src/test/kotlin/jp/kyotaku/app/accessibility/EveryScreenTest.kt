package jp.kyotaku.app.accessibility

import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.frame.VisitFrame
import jp.kyotaku.app.theme.KyotakuTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule as JUnitRule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** Every screen of every visit in `scenarios/`, drawn: every rule holds on each. */
@RunWith(RobolectricTestRunner::class)
class EveryScreenTest {
    @get:JUnitRule
    val compose = createEmptyComposeRule()

    @Test
    fun `as it is`() = hold(AccessibilityRules.OF_MEANING + AccessibilityRules.OF_PIXELS)

    /** What it means is the same as by day. */
    @Test
    fun `by night`() {
        RuntimeEnvironment.setQualifiers("+night")
        hold(AccessibilityRules.OF_PIXELS)
    }

    @Test
    fun `by the keyboard alone`() = hold(AccessibilityRules.OF_KEYS)

    /** Without the pixels: letters have the same colours at every size. */
    @Test
    fun `in letters of twice the size`() {
        RuntimeEnvironment.setFontScale(2f)
        hold(AccessibilityRules.OF_MEANING)
    }

    private fun hold(rules: List<Rule>) {
        val screens = EveryScreen.all
        assertTrue("there are ${screens.size} screens", screens.size > 100)
        var shown by mutableStateOf(screens.first().second)
        val broken = mutableListOf<String>()
        Robolectric.buildActivity(ComponentActivity::class.java).use { controller ->
            val activity = controller.setup().get()
            activity.setContent { KyotakuTheme { VisitFrame(shown, {}) } }
            for ((visit, view) in screens) {
                shown = view
                compose.waitForIdle()
                val screen = WholeScreen(activity, view.changing(), compose::waitForIdle)
                broken += AccessibilityRules.broken(screen, rules).map { "${view.heading}, in $visit: $it" }
                screen.leave()
            }
        }
        assertEquals("", broken.joinToString("\n"))
    }
}
