package jp.kyotaku.app.enrolment

import android.content.Intent
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.Held
import jp.kyotaku.app.R
import jp.kyotaku.app.Started
import jp.kyotaku.app.life.Restarted
import jp.kyotaku.app.life.aPatient
import jp.kyotaku.app.life.held
import jp.kyotaku.app.life.toARegistrationThatIsOut
import jp.kyotaku.app.life.toTheAnswers
import jp.kyotaku.app.life.until
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** Device management sets something anew while the app runs. */
@RunWith(RobolectricTestRunner::class)
class ManagedAnewTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()

    @Test
    fun `a device that was not set up begins by itself once it is`() = aPatient().use { scene ->
        SceneApplication.enrolled = null
        Restarted(rule, null).use { phone ->
            rule.waitForIdle()
            assertTrue(phone.activity.held.started.value is Started.Refused)
            assertTrue(isSaid(R.string.not_enrolled_unchanged))
            assertTrue(isSaid(R.string.channel))
            set(scene, device = "phone-1")
            phone.until { phone.activity.held.visit?.view?.value?.screen is Screen.Mode }
            assertEquals("the channel is called as the core calls it", app.getString(R.string.channel), phone.visit.view.value.footer.channel)
        }
    }

    @Test
    fun `of a visit before, it is not said that nothing was registered, and what is in doubt is said once a visit begins`() =
        aPatient(""", "service": [{"call": "register", "fault": "answer-held"}]""").use { scene ->
            val number = Hand(rule, scene).use { it.toARegistrationThatIsOut() }
            SceneApplication.enrolled = null
            Restarted(rule, null).use { phone ->
                rule.waitForIdle()
                assertTrue(isSaid(R.string.not_enrolled_before))
                assertTrue(!isSaid(R.string.not_enrolled_unchanged))
                set(scene, device = "phone-1")
                phone.until { phone.activity.held.visit != null }
                assertEquals("前の訪問の登録は未確認です", phone.notice().first)
                assertEquals(listOf(number), phone.notice().second.details.map { it.value })
            }
        }

    @Test
    fun `a visit that runs goes on as it began, and the next has what was set`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.toTheAnswers()
            val (visit, view) = hand.visit to hand.view()
            set(scene, device = "phone-2")
            rule.waitForIdle()
            assertEquals(view, hand.view())
            hand.press("確認へ進む")
            hand.press("同意内容に登録する")
            hand.look(Step.Look("Done"))
            lateinit var held: Held
            hand.activity.onActivity { held = it.held }
            assertSame(visit, held.visit)
            hand.press("終了する")
            rule.until { held.visit?.view?.value?.screen is Screen.Mode && held.visit !== visit }
            assertTrue(held.visit!!.view.value.footer.device.endsWith("phone-2"))
            assertEquals(1, scene.registered().size)
        }
    }

    private fun set(scene: Scene, device: String) {
        SceneApplication.enrolled = Enrolment(scene.service, scene.token, device, "kyotaku-scenarios", "1")
        app.sendBroadcast(Intent(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
    }

    private fun isSaid(words: Int) = rule.onAllNodes(hasText(app.getString(words))).fetchSemanticsNodes().isNotEmpty()
}
