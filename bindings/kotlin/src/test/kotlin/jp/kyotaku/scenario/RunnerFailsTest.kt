package jp.kyotaku.scenario

import java.time.Duration
import jp.kyotaku.core.Event
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/** The runner can fail: for each thing that a visit states, a visit that states it wrongly, and what the report says. */
@Execution(ExecutionMode.CONCURRENT)
class RunnerFailsTest {
    @Test
    fun `the visit that the others are made from goes well`() = visitsOf("short.json", SHORT).forEach { play(it, ::Actor) }

    @Test
    fun `a line that is not shown is reported with file, visit, step and the whole screen`() {
        assertFails(
            """["資格は有効です"]""" to """["資格は無効です"]""",
            "short.json: a short visit", "TEST-ONLY", "step 5", "「資格は無効です」 was to be shown",
            "the screen Eligibility stands", "氏名: 居宅　花子", "サンプル医療機関", "同意登録へ進む（患者に画面を向ける） | 戻る | 中止する",
        )
        assertFails("""["資格は有効です"]""" to """["資格は有効"]""", "「資格は有効」 was to be shown")
        assertFails(
            """"手術情報の提供: 同意しない", "● 同意しない"""" to """"● 同意しない", "手術情報の提供: 同意しない"""",
            "step 8", "「手術情報の提供: 同意しない」 does not stand where it should",
        )
    }

    @Test
    fun `a text that is shown and should not be is reported with its line`() = assertFails(
        "登録番号" to "療の種類",
        "step 1", "「療の種類」 was not to be shown, and stands in 「診療の種類を選んでください。」",
    )

    @Test
    fun `offers that are missing, superfluous or in another order are reported`() {
        val (home, online) = listOf("訪問診療等", "オンライン診療等・外来診療等（通常とは異なる動線）").map { "\"$it\"" }
        for (offers in listOf("", home, "$online, $home", "$home, $online, \"戻る\"")) {
            val reported = arrayOf("step 1", "these were to be offered, and no others", "the screen Mode stands")
            assertFails("$home, $online" to offers, *reported)
        }
    }

    @Test
    fun `another screen than the expected one is reported`() = assertFails(
        """"screen": "Eligibility"""" to """"screen": "Notice"""",
        "step 5", "the screen Notice was to stand",
    )

    @Test
    fun `a screen that waits for something is waited for, and not for ever`() =
        Scene.set(parsed("given", """{"patient": "valid", "card": {"faults": [$NO_CARD]}}""")).use { scene ->
            Actor(scene).use { actor ->
                actor.look(Step.Look("Mode"))
                actor.press("訪問診療等")
                actor.typePin("1234")
                actor.press("次へ（カードをかざす）")
                actor.look(Step.Look("Tap", shows = listOf("カードを待っています。")))
                val eligibility = Step.Look("Eligibility")
                val astray = assertThrows(Astray::class.java) { actor.look(eligibility, Duration.ofSeconds(1)) }
                assertEquals("the screen Eligibility was to stand; waited 1 s", astray.message)
            }
        }

    @Test
    fun `what is registered is compared with what was to be`() {
        assertFails(
            """"registered": []""" to """"registered": [{"items": {"SHJ": "agree"}, "form": null}]""",
            "at the end", "registered: []", """"SHJ":"agree"""",
        )
        val registers = listOf("すべての項目に同意しない", "確認へ進む", "同意内容に登録する").map { """{"press": "$it"}""" }
        assertFails(
            LAST_STEP to "$LAST_STEP, ${registers.joinToString()}, {\"screen\": \"Done\"}",
            "at the end", """"SHJ":"decline"""", "expected:   []",
        )
    }

    @Test
    fun `the commands that reached the card are compared where a visit counts them`() = assertFails(
        """"registered": []""" to """"registered": [], "commands": 99""",
        "at the end", "commands that reached the card: 5", "expected: 99",
    )

    @Test
    fun `a press that the screen does not have, or has several times, is reported`() {
        val other = """"press": "訪問診療等"""" to """"press": "同意内容に登録する""""
        assertFails(other, "step 2", "there are 0 「同意内容に登録する」")
        assertFails(""", "of": "手術情報の提供"""" to "", "step 7", "there are 5 「同意しない」 to press")
        val absent = """"of": "手術情報の提供"""" to """"of": "診療情報の提供""""
        assertFails(absent, "step 7", "there are 0 「同意しない」 of 「診療情報の提供」")
        assertFails(""""pin": "1234"""" to """"pin": "12a4"""", "step 3", "the pad has no key 「a」", "2/4")
        assertFails("""{"press": "訪問診療等"}""" to """{"pin": "1"}""", "step 2", "there is no PIN pad")
    }

    @Test
    fun `an event that no control of the view holds is not dispatched`() =
        Scene.set(parsed("given", """{"patient": "valid"}""")).use { scene ->
            Actor(scene).use { actor ->
                actor.look(Step.Look("Mode"))
                val view = actor.view()
                val mode = view.controls().first()
                val cancel = Control("中止する", Event.Cancel)
                for (foreign in listOf(cancel, mode.copy(event = Event.Back), mode.copy(label = "別の言葉"))) {
                    assertThrows(Astray::class.java) { actor.dispatch(view, foreign) }
                }
                assertEquals(view, actor.view())
            }
        }

    @Test
    fun `a mishap that never happened is reported`() = assertFails(
        """"patient": "valid"""" to """"patient": "valid", "service": [{"call": "register", "fault": "answer-lost"}]""",
        "what was to happen and did not", "answer-lost",
    )

    @Test
    fun `what the stage does not know is reported`() {
        val given = """"patient": "valid"""" to """"patient": "valid", "audience": 2"""
        assertFails(given, "short.json: a short visit", "`audience`")
        val direct = """{"press": "訪問診療等"}""" to """{"direct": {"applause": 1}}"""
        assertFails(direct, "short.json: a short visit", "step 2", "`applause`")
    }
}

/** Asserts that the changed visit fails, and that the report has all of these. */
private fun assertFails(change: Pair<String, String>, vararg reported: String) {
    val (from, to) = change
    check(SHORT.split(from).size == 2) { "there is no one place to change: $from" }
    val visits = visitsOf("short.json", SHORT.replace(from, to))
    val report = assertThrows(AssertionError::class.java) { visits.forEach { play(it, ::Actor) } }.message.orEmpty()
    for (part in reported) assertTrue(part in report) { "「$part」 is not in\n$report" }
}

private const val NO_CARD = """{"at": "connect", "fault": "hangs"}"""
