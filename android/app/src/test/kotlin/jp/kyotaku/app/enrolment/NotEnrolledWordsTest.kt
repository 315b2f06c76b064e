package jp.kyotaku.app.enrolment

import android.content.ComponentName
import android.content.Context
import androidx.activity.ComponentActivity
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.NotStarted
import jp.kyotaku.app.screen.NotEnrolledScreen
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What stands on the screen of a device with which no visit can begin. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "ja-rJP-w360dp-h780dp-port-notnight-xhdpi")
class NotEnrolledWordsTest {
    private val rule = createComposeRule()

    /** The rule's own activity, which is in no manifest. */
    private val known = object : ExternalResource() {
        override fun before() {
            val context = ApplicationProvider.getApplicationContext<Context>()
            shadowOf(context.packageManager).addActivityIfNotPresent(ComponentName(context, ComponentActivity::class.java))
        }
    }

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(known).around(rule)

    @Test
    fun `each reason is told in its own words, and no other's`() {
        val context = ApplicationProvider.getApplicationContext<Context>()
        var reason by mutableStateOf(NotStarted.MISSING)
        rule.setContent { NotEnrolledScreen(reason, before = false) }
        for (told in NotStarted.entries) {
            reason = told
            rule.onNodeWithText(context.getString(told.words)).assertIsDisplayed()
            for (other in NotStarted.entries - told) {
                assertEquals("$told, $other", 0, rule.onAllNodesWithText(context.getString(other.words)).fetchSemanticsNodes().size)
            }
        }
    }
}
