package jp.kyotaku.app.life

import android.content.ComponentCallbacks2
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.Lifecycle
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.RunningVisit
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotSame
import org.junit.Assert.assertSame
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** What happens to a phone in the middle of a visit, and must not touch the visit. */
@RunWith(RobolectricTestRunner::class)
class ConfigurationTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `the form goes on when the phone turns, grows dark, gets large letters or another language`() = inTheForm { hand, same ->
        for (change in listOf("+land", "+night", "+en-rUS")) {
            val before = hand.current()
            RuntimeEnvironment.setQualifiers(change)
            hand.activity.recreate()
            same(change)
            assertNotSame(before, hand.current())
        }
        RuntimeEnvironment.setFontScale(2.0f)
        hand.activity.recreate()
        same("letters of twice the size")
    }

    @Test
    fun `the form goes on after a call, another app, and the home screen`() = inTheForm { hand, same ->
        for (away in listOf(Lifecycle.State.STARTED, Lifecycle.State.CREATED)) {
            hand.activity.moveToState(away)
            hand.activity.moveToState(Lifecycle.State.RESUMED)
            same(away.name)
        }
    }

    @Test
    fun `the form goes on when memory runs low`() = inTheForm { hand, same ->
        val app = ApplicationProvider.getApplicationContext<SceneApplication>()
        hand.activity.moveToState(Lifecycle.State.CREATED)
        for (level in listOf(ComponentCallbacks2.TRIM_MEMORY_UI_HIDDEN, ComponentCallbacks2.TRIM_MEMORY_COMPLETE)) {
            app.onTrimMemory(level)
            hand.activity.onActivity { it.onTrimMemory(level) }
        }
        app.onLowMemory()
        hand.activity.onActivity { it.onLowMemory() }
        hand.activity.moveToState(Lifecycle.State.RESUMED)
        same("low memory")
    }

    /** On 1 入力 with every answer given; [happens] gets a look at whether it is the same visit on the same screen, drawn again. */
    private fun inTheForm(happens: (Hand, (String) -> Unit) -> Unit) = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.toTheAnswers()
            val (visit, view) = hand.visit() to hand.view()
            happens(hand) { what ->
                assertSame(what, visit, hand.visit())
                assertEquals(what, view, hand.view())
                hand.look(Step.Look("Input"))
            }
            assertEquals("nothing is sent by itself", 0, scene.registered().size)
            hand.press("確認へ進む")
            hand.press("同意内容に登録する")
            hand.look(Step.Look("Done"))
            assertEquals(1, scene.registered().size)
        }
    }

    private fun Hand.current(): MainActivity {
        lateinit var current: MainActivity
        activity.onActivity { current = it }
        return current
    }

    private fun Hand.visit(): RunningVisit = current().visit
}
