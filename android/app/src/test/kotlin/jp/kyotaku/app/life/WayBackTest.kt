package jp.kyotaku.app.life

import android.os.Looper
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.R
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.WatchedVisit
import jp.kyotaku.core.Event
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.parsed
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowToast

/** The phone's way back, a gesture or a button, means the core's. */
@RunWith(RobolectricTestRunner::class)
class WayBackTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `it sends the core's 戻る where the screen has one, and nothing else`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.toTheAnswers()
            val answers = hand.view().screen
            hand.goBack()
            hand.look(Step.Look("Eligibility"))
            assertEquals(Event.Back, WatchedVisit.sent.last())
            hand.press("同意登録へ進む（患者に画面を向ける）")
            assertEquals("the answers are kept", answers, hand.view().screen)
            hand.press("確認へ進む")
            hand.goBack()
            hand.look(Step.Look("Input"))
            assertFalse(WatchedVisit.sent.contains(Event.Cancel))
            assertEquals(0, scene.registered().size)
        }
    }

    @Test
    fun `before a visit it leaves the app`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.look(Step.Look("Mode"))
            hand.activity.onActivity { assertFalse(it.onBackPressedDispatcher.hasEnabledCallbacks()) }
            hand.press("訪問診療等")
            hand.activity.onActivity { assertTrue(it.onBackPressedDispatcher.hasEnabledCallbacks()) }
            hand.goBack()
            hand.look(Step.Look("Mode"))
            hand.activity.onActivity { assertFalse(it.onBackPressedDispatcher.hasEnabledCallbacks()) }
            assertEquals(listOf("Mode", "Back"), WatchedVisit.sent.map { it.javaClass.simpleName })
        }
    }

    @Test
    fun `from a request that is out and from a receipt it leads nowhere, and says so`() =
        aPatient(""", "service": [{"call": "register", "fault": "answer-held"}]""").use { scene ->
            Hand(rule, scene).use { hand ->
                hand.toARegistrationThatIsOut()
                hand.leadsNowhere()
                hand.press("待つのをやめる（登録は取り消されません）")
                assertNull(hand.view().back)
                hand.leadsNowhere()
                hand.press("登録結果をもう一度問い合わせる")
                hand.look(Step.Look("Done"))
                assertNull(hand.view().cancel)
                hand.leadsNowhere()
                assertEquals(1, scene.registered().size)
            }
        }

    @Test
    fun `it is not 中止する where the screen has that alone`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.toTheAnswers()
            hand.press("確認へ進む")
            hand.direct(parsed("direct", OTHER_SETTINGS))
            hand.press("同意内容に登録する")
            hand.look(Step.Look("Notice", offers = listOf("新しい項目で入力し直す", "中止する")))
            assertNull(hand.view().back)
            assertNotNull(hand.view().cancel)
            hand.leadsNowhere()
            assertEquals(0, scene.registered().size)
        }
    }

    private fun Hand.leadsNowhere() {
        val (view, sent) = view() to WatchedVisit.sent.size
        ShadowToast.reset()
        goBack()
        assertEquals(view, view())
        assertEquals(sent, WatchedVisit.sent.size)
        activity.onActivity {
            assertFalse(it.isFinishing)
            assertEquals(it.getString(R.string.no_way_back), ShadowToast.getTextOfLatestToast())
        }
    }

    private fun Hand.goBack() {
        rule.waitForIdle()
        activity.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        shadowOf(Looper.getMainLooper()).idle()
        rule.waitForIdle()
    }

    private companion object {
        /** Without 手術, of which the form asked. */
        const val OTHER_SETTINGS = """{"settings": {
            "手術": false, "診療": true, "薬剤": true, "健診": true, "特定疾病": true, "電子カルテ情報共有": true,
            "電子処方箋利用区分": 1, "発行形態選択タイミング": 2
        }}"""
    }
}
