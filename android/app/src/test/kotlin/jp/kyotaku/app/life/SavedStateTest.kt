package jp.kyotaku.app.life

import android.os.Bundle
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.Lifecycle
import androidx.test.core.app.ActivityScenario
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.core.Field
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/**
 * What the platform keeps of the app, in the bytes that leave the process, and what the app writes to disk: nothing of the
 * patient.
 */
@RunWith(RobolectricTestRunner::class)
class SavedStateTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `the saved state tells neither who the patient is nor what they typed or answered`() {
        aPatient().use { scene ->
            Hand(rule, scene).use { hand ->
                hand.look(Step.Look("Mode"))
                hand.press("訪問診療等")
                hand.typePin(PIN)
                hand.activity.isPutAwayWithout(listOf(PIN))
            }
            Hand(rule, scene).use { hand ->
                hand.toTheEligibility()
                val person = (hand.view().screen as Screen.Eligibility).v1.person.map(Field::value).filter { it.length > 2 }
                assertTrue(person.isNotEmpty())
                hand.activity.isPutAwayWithout(person)
                hand.activity.moveToState(Lifecycle.State.RESUMED)
                hand.press("同意登録へ進む（患者に画面を向ける）")
                hand.press("すべての項目に同意する")
                val form = (hand.view().screen as Screen.Input).v1.questions.flatMap { listOf(it.label, it.state) }
                hand.activity.isPutAwayWithout(person + form + PIN)
            }
        }
    }

    @Test
    fun `the search finds what is there`() {
        val state = Bundle().apply { putBundle("inner", Bundle().apply { putString("name", "見本 花子") }) }
        assertEquals(listOf("見本 花子"), state.tells(listOf("見本 花子", "1234")))
        assertEquals(listOf("1234"), Bundle().apply { putString("pin", "1234") }.tells(listOf("1234", "見本 花子")))
    }

    @Test
    fun `a whole visit leaves no file behind`() {
        aPatient().use { scene ->
            Hand(rule, scene).close()
            val before = appFiles()
            Hand(rule, scene).use { hand ->
                hand.toTheAnswers()
                assertEquals(before, appFiles())
                hand.activity.putAway()
                assertEquals(before, appFiles())
                hand.activity.moveToState(Lifecycle.State.RESUMED)
                hand.press("確認へ進む")
                hand.press("同意内容に登録する")
                hand.look(Step.Look("Done"))
                hand.press("終了する")
            }
            assertEquals(before, appFiles())
            assertEquals(1, scene.registered().size)
        }
    }

    private fun ActivityScenario<MainActivity>.isPutAwayWithout(secrets: List<String>) {
        val state = putAway()
        assertEquals(emptyList<String>(), state.tells(secrets))
        assertTrue("what is kept is what the core said", checkNotNull(state.getString("keepsake")).startsWith("1:visit"))
    }
}

/** Which of these stand in it, in either of the forms in which texts are written. */
private fun Bundle.tells(texts: List<String>): List<String> {
    val bytes = bytes().toString(Charsets.ISO_8859_1)
    return texts.filter { text ->
        listOf(Charsets.UTF_8, Charsets.UTF_16LE).any { text.toByteArray(it).toString(Charsets.ISO_8859_1) in bytes }
    }
}
