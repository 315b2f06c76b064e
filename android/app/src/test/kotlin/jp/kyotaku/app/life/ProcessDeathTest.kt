package jp.kyotaku.app.life

import android.os.Bundle
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.core.Screen
import jp.kyotaku.core.Tone
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The phone ends the app while it is not in front, and starts it again: the visit begins anew, and says so. */
@RunWith(RobolectricTestRunner::class)
class ProcessDeathTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `in the middle of the form nothing was registered and the next start says so`() {
        aPatient().use { scene ->
            val state = Hand(rule, scene).use { hand ->
                hand.toTheAnswers()
                hand.activity.putAway()
            }
            assertEquals("only a doubt is written down", emptyMap<String, Long>(), doubts())
            Restarted(rule, state).use { app ->
                val (heading, notice) = app.notice()
                assertEquals("前の訪問は途中で終わりました", heading)
                assertTrue(notice.unchanged.endsWith("登録済みの同意は元のままです。"))
                app.press("最初に戻る")
                app.until { app.visit.view.value.screen is Screen.Mode }
                assertEquals(null, app.visit.keepsake)
            }
            assertEquals(0, scene.registered().size)
        }
    }

    @Test
    fun `while a registration is out it is told as 未確認 with its number until somebody goes on`() {
        aPatient(HELD).use { scene ->
            var number = ""
            val state = Hand(rule, scene).use { hand ->
                number = hand.toARegistrationThatIsOut()
                hand.activity.putAway()
            }
            repeat(2) {
                Restarted(rule, state).use { app ->
                    val (heading, notice) = app.notice()
                    assertEquals("前の訪問の登録は未確認です", heading)
                    assertEquals(Tone.ALARM, notice.tone)
                    assertFalse(notice.unchanged.contains("元のまま"))
                    assertEquals(listOf(number), notice.details.map { it.value })
                    assertEquals(1, doubts().size)
                }
            }
            Restarted(rule, state).use { app ->
                app.press("最初に戻る")
                assertEquals(emptyMap<String, Long>(), doubts())
            }
        }
    }

    @Test
    fun `a doubt outlives the app being swiped away, and a crash`() {
        aPatient(HELD).use { scene ->
            var number = ""
            Hand(rule, scene).use { hand -> number = hand.toARegistrationThatIsOut() }
            Restarted(rule, null).use { app ->
                assertEquals(listOf(number), app.notice().second.details.map { it.value })
                app.press("最初に戻る")
                app.until { app.visit.view.value.screen is Screen.Mode }
            }
            Restarted(rule, null).use { app -> assertFalse(app.visit.view.value.screen is Screen.Notice) }
        }
    }

    @Test
    fun `a registration whose answer came is no doubt any more`() {
        aPatient().use { scene ->
            Hand(rule, scene).use { hand ->
                hand.toTheAnswers()
                hand.press("確認へ進む")
                hand.press("同意内容に登録する")
                hand.look(Step.Look("Done"))
                assertEquals(emptyMap<String, Long>(), doubts())
            }
            Restarted(rule, null).use { app -> assertFalse(app.visit.view.value.screen is Screen.Notice) }
            assertEquals(1, scene.registered().size)
        }
    }

    @Test
    fun `before a visit nothing was interrupted`() {
        aPatient().use { scene ->
            val state = Hand(rule, scene).use { hand ->
                hand.look(Step.Look("Mode"))
                hand.activity.putAway()
            }
            Restarted(rule, state).use { app -> assertFalse(app.visit.view.value.screen is Screen.Notice) }
        }
    }

    @Test
    fun `what cannot be read is a doubt`() {
        aPatient().use { scene ->
            Hand(rule, scene).close()
            Restarted(rule, Bundle().apply { putString("keepsake", "of another version") }).use { app ->
                val (heading, notice) = app.notice()
                assertEquals("前の訪問の結果が分かりません", heading)
                assertTrue(notice.unchanged.contains("未確認"))
                app.press("最初に戻る")
            }
            assertEquals(emptyMap<String, Long>(), doubts())
        }
    }

    private fun doubts() = appFiles().filterKeys { "doubt" in it }

    private companion object {
        const val HELD = """, "service": [{"call": "register", "fault": "answer-held"}]"""
    }
}
