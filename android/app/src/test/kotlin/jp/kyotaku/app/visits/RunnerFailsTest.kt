package jp.kyotaku.app.visits

import androidx.activity.compose.setContent
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import jp.kyotaku.app.frame.VisitFrame
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.theme.KyotakuTheme
import jp.kyotaku.core.Button
import jp.kyotaku.core.Event
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Astray
import jp.kyotaku.scenario.SHORT
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.parsed
import jp.kyotaku.scenario.play
import jp.kyotaku.scenario.visitsOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The runner can fail: for what a visit states wrongly, and for what a screen draws or sends that is not the core's. */
@RunWith(RobolectricTestRunner::class)
internal class RunnerFailsTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `the visit that the others are made from goes well`() = played(SHORT)

    @Test
    fun `a line that is not drawn is reported with file, visit, step and the whole screen`() = assertFails(
        """["資格は有効です"]""" to """["資格は無効です"]""",
        "short.json: a short visit", "step 5", "「資格は無効です」 was to be shown", "the screen Eligibility stands",
        "氏名: 居宅　花子", "同意登録へ進む（患者に画面を向ける） | 戻る | 中止する",
    )

    @Test
    fun `a text that is drawn and should not be is reported with its line`() = assertFails(
        "登録番号" to "療の種類",
        "step 1", "「療の種類」 was not to be shown, and stands in 「診療の種類を選んでください。」",
    )

    @Test
    fun `a control that is not drawn is reported`() = assertFails(
        """"offers": ["訪問診療等", """ to """"offers": ["往診", """,
        "step 1", "these were to be offered, and no others",
    )

    @Test
    fun `the commands that reached the card are counted`() = assertFails(
        """"registered": []""" to """"registered": [], "commands": 99""",
        "at the end", "commands that reached the card: 5", "expected: 99",
    )

    @Test
    fun `what is registered is compared with what was to be`() = assertFails(
        """"registered": []""" to """"registered": [{"items": {"SHJ": "agree"}, "form": null}]""",
        "at the end", "registered: []",
    )

    @Test
    fun `a press that the screen does not have, or has several times, is reported`() {
        assertFails(", \"of\": \"手術情報の提供\"" to "", "step 7", "there are 5 「同意しない」 to press")
    }

    @Test
    fun `a line that is drawn otherwise, or in addition, or not at all, is not what the core says`() {
        assertAstray(NOT_THE_CORES, drawn { it.copy(heading = "別の見出し") })
        assertAstray(NOT_THE_CORES, drawn { it.copy(footer = it.footer.copy(app = it.footer.device, device = it.footer.app)) })
        assertAstray(NOT_THE_CORES, drawn { it.copy(footer = it.footer.copy(clinic = null)) })
        assertAstray(NOT_THE_CORES, { view, send -> VisitFrame(view, send) { Text("登録が完了しました。") } })
    }

    @Test
    fun `a control that is missing, or another one, is not what the core offers`() {
        assertAstray(NOT_THE_CORES, drawn { it.withModes { modes -> modes.drop(1) } })
        assertAstray(NOT_THE_CORES, drawn { it.withModes { modes -> modes.reversed() } })
        assertAstray(NOT_THE_CORES, drawn { it.withModes { modes -> modes + modes } })
    }

    @Test
    fun `a control that sends another event, or twice, or none, is reported`() {
        val sendsOthers = "sends other events than its own"
        assertAstray(sendsOthers, { view, send -> VisitFrame(view, { send(Event.Cancel) }) })
        assertAstray(sendsOthers, { view, send -> VisitFrame(view, { send(it); send(it) }) })
        assertAstray(sendsOthers, { view, _ -> VisitFrame(view, {}) })
    }

    @Test
    fun `a control that something lies upon is not pressed by a finger`() = held { hand ->
        hand.look(MODE)
        draw(hand) { view, send ->
            VisitFrame(view, send)
            Box(Modifier.fillMaxSize().pointerInput(Unit) { detectTapGestures {} })
        }
        hand.look(MODE)
        val astray = assertThrows(Astray::class.java) { hand.press("訪問診療等") }
        assertEquals("「訪問診療等」 was pressed, and sent 0 events", astray.message)
        assertEquals("Mode", hand.seen().screen)
    }

    /** Draws this in place of the app's own screen, and asserts that a look at it finds that. */
    private fun assertAstray(found: String, screen: @Composable (View, (Event) -> Unit) -> Unit) = held { hand ->
        hand.look(MODE)
        draw(hand, screen)
        val astray = assertThrows(Astray::class.java) { hand.look(MODE) }
        assertTrue(astray.message, found in astray.message.orEmpty())
        assertEquals("nothing has reached the core", "Mode", hand.seen().screen)
    }

    private fun drawn(changed: (View) -> View): @Composable (View, (Event) -> Unit) -> Unit =
        { view, send -> VisitFrame(changed(view), send) }

    private fun draw(hand: Hand, screen: @Composable (View, (Event) -> Unit) -> Unit) {
        val visit = hand.visit
        hand.activity.onActivity {
            it.setContent {
                val view by visit.view.collectAsStateWithLifecycle()
                KyotakuTheme { screen(view, visit::send) }
            }
        }
    }

    private fun held(play: (Hand) -> Unit) =
        Scene.set(parsed("given", """{"patient": "valid"}""")).use { scene -> Hand(rule, scene).use(play) }

    private fun played(visits: String) = visitsOf("short.json", visits).forEach { visit -> play(visit) { Hand(rule, it) } }

    private fun assertFails(change: Pair<String, String>, vararg reported: String) {
        val (from, to) = change
        check(SHORT.split(from).size == 2) { "there is no one place to change: $from" }
        val report = assertThrows(AssertionError::class.java) { played(SHORT.replace(from, to)) }.message.orEmpty()
        for (part in reported) assertTrue("「$part」 is not in\n$report", part in report)
    }

    private companion object {
        val MODE = Step.Look("Mode", shows = listOf("診療の種類を選んでください。"))
        const val NOT_THE_CORES = "what is drawn is not what the core says"

        fun View.withModes(changed: (List<Button>) -> List<Button>): View {
            val mode = screen as Screen.Mode
            return copy(screen = mode.copy(v1 = mode.v1.copy(modes = changed(mode.v1.modes))))
        }
    }
}
