package jp.kyotaku.app.life

import android.app.Activity
import android.app.KeyguardManager
import android.content.Intent
import android.os.Looper
import android.os.SystemClock
import android.view.MotionEvent
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.performClick
import androidx.lifecycle.Lifecycle
import androidx.test.core.app.ApplicationProvider
import java.time.Duration
import jp.kyotaku.app.R
import jp.kyotaku.app.frame.lines
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock

/** A phone that is left alone covers what it shows; the visit goes on under it, and staff lift the cover. */
@RunWith(RobolectricTestRunner::class)
class LeftAloneTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()

    @Test
    fun `a staff screen is covered after two minutes, and nothing of it is drawn or spoken but the footer`() = atTheEligibility { hand ->
        pass(seconds = 100)
        assertTrue(drawn().containsAll(hand.view().spoken()))
        val view = hand.view()
        pass(seconds = 20)
        assertEquals(hand.covered(R.string.covered_without_lock, R.string.covered_go_on), drawn())
        assertEquals("the visit is as it was", view, hand.view())
    }

    @Test
    fun `the patient's form is covered after five`() = atTheEligibility { hand ->
        hand.press("同意登録へ進む（患者に画面を向ける）")
        pass(seconds = 280)
        assertTrue(hand.view().heading in drawn())
        pass(seconds = 20)
        assertFalse(hand.view().heading in drawn())
    }

    @Test
    fun `a touch and a press begin the time anew`() = atTheEligibility { hand ->
        pass(seconds = 100)
        hand.activity.onActivity { it.dispatchTouchEvent(touch()) }
        pass(seconds = 100)
        hand.press("同意登録へ進む（患者に画面を向ける）")
        hand.press("戻る")
        pass(seconds = 100)
        assertTrue(hand.view().heading in drawn())
    }

    @Test
    fun `the phone's own lock lifts the cover, and nothing less does`() = atTheEligibility { hand ->
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(true)
        pass(seconds = 120)
        assertEquals(hand.covered(R.string.covered_unlock), drawn())
        hand.activity.onActivity { it.dispatchTouchEvent(touch()) }
        hand.answersTheLock(Activity.RESULT_CANCELED)
        assertEquals("not unlocked", hand.covered(R.string.covered_unlock), drawn())
        hand.answersTheLock(Activity.RESULT_OK)
        assertTrue(drawn().containsAll(hand.view().spoken()))
        pass(seconds = 100)
        assertTrue("the time begins anew", hand.view().heading in drawn())
    }

    @Test
    fun `where there is no lock it says so, and goes on`() = atTheEligibility { hand ->
        pass(seconds = 120)
        assertTrue(app.getString(R.string.covered_without_lock) in drawn())
        rule.onNode(hasText(app.getString(R.string.covered_go_on))).performClick()
        rule.until { hand.view().heading in drawn() }
        hand.look(Step.Look("Eligibility"))
    }

    @Test
    fun `coming back too late finds the cover, and so does a phone that turns`() = atTheEligibility { hand ->
        hand.activity.moveToState(Lifecycle.State.CREATED)
        ShadowSystemClock.advanceBy(Duration.ofMinutes(30))
        hand.activity.moveToState(Lifecycle.State.RESUMED)
        assertEquals(hand.covered(R.string.covered_without_lock, R.string.covered_go_on), drawn())
        hand.activity.recreate()
        assertEquals(hand.covered(R.string.covered_without_lock, R.string.covered_go_on), drawn())
    }

    @Test
    fun `coming back soon does not`() = atTheEligibility { hand ->
        hand.activity.moveToState(Lifecycle.State.CREATED)
        ShadowSystemClock.advanceBy(Duration.ofSeconds(60))
        hand.activity.moveToState(Lifecycle.State.RESUMED)
        assertTrue(hand.view().heading in drawn())
    }

    @Test
    fun `back from the cover leaves the app as it is`() = atTheEligibility { hand ->
        pass(seconds = 120)
        val view = hand.view()
        hand.activity.onActivity {
            it.onBackPressedDispatcher.onBackPressed()
            assertFalse(it.isFinishing)
            assertTrue(it.held.leftAlone.covered.value)
        }
        assertEquals(view, hand.view())
    }

    @Test
    fun `the choice of mode has nothing to cover`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.look(Step.Look("Mode"))
            pass(seconds = 3_600)
            hand.look(Step.Look("Mode"))
            hand.press("訪問診療等")
            assertTrue(hand.view().heading in drawn())
        }
    }

    private fun atTheEligibility(then: (Hand) -> Unit) = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.toTheEligibility()
            then(hand)
            assertEquals("nothing is sent by itself", 0, scene.registered().size)
        }
    }

    /** Staff press the button, and the phone's lock says this. */
    private fun Hand.answersTheLock(result: Int) {
        rule.onNode(hasText(app.getString(R.string.covered_unlock))).performClick()
        rule.waitForIdle()
        activity.onActivity {
            val asked = shadowOf(it).nextStartedActivityForResult
            assertEquals("android.app.action.CONFIRM_DEVICE_CREDENTIAL", asked.intent.action)
            shadowOf(it).receiveResult(asked.intent, result, Intent())
        }
        rule.until { shadowOf(Looper.getMainLooper()).isIdle }
    }

    private fun pass(seconds: Long) {
        rule.waitForIdle()
        ShadowSystemClock.advanceBy(Duration.ofSeconds(seconds))
        shadowOf(Looper.getMainLooper()).idle()
        rule.waitForIdle()
    }

    private fun touch() = SystemClock.uptimeMillis().let { MotionEvent.obtain(it, it, MotionEvent.ACTION_DOWN, 1f, 1f, 0) }

    private fun Hand.covered(vararg more: Int) =
        (listOf(R.string.covered_heading, R.string.covered_body) + more.toList()).map { app.getString(it) } + view().footer.lines

    /** What is there to be read or heard, in order. */
    private fun drawn(): List<String> {
        shadowOf(Looper.getMainLooper()).idle()
        rule.waitForIdle()
        val roots = rule.onAllNodes(isRoot(), useUnmergedTree = true).fetchSemanticsNodes()
        return roots.flatMap { it.words() }
    }

    private fun SemanticsNode.words(): List<String> =
        config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
            config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            children.flatMap { it.words() }

    private fun View.spoken() = listOf(heading, footer.app)
}
