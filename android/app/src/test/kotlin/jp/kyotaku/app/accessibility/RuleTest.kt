package jp.kyotaku.app.accessibility

import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule as JUnitRule
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner

/** Shows a rule screens that keep it and screens that break it and nothing else. On white, 2 pixels a dp. */
@RunWith(RobolectricTestRunner::class)
abstract class RuleTest {
    @get:JUnitRule
    val compose = createEmptyComposeRule()

    /** What the rule says of this. */
    internal fun Rule.of(changing: List<String> = emptyList(), content: @Composable () -> Unit): List<String> =
        Robolectric.buildActivity(ComponentActivity::class.java).use { controller ->
            val activity = controller.setup().get()
            activity.setContent { Box(Modifier.fillMaxSize().background(Color.White)) { content() } }
            compose.waitForIdle()
            val screen = WholeScreen(activity, changing, compose::waitForIdle)
            check(screen).also { screen.leave() }
        }

    /** It has one thing to say, and that has these words in it. */
    internal fun List<String>.complain(words: String) {
        assertEquals(toString(), 1, size)
        assertTrue(toString(), words in single())
    }

    internal fun List<String>.areNone() = assertEquals(emptyList<String>(), this)
}
