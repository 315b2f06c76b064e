package jp.kyotaku.bench

import jp.kyotaku.core.Event
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.misbehaviour.Shell
import jp.kyotaku.misbehaviour.theScene
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.controls
import jp.kyotaku.scenario.parsed
import jp.kyotaku.visit.UniffiRustCallStatus
import jp.kyotaku.visit.emptyCall
import org.junit.jupiter.api.Test

/** Everything on, and 処方箋の発行方法 to be chosen: the form with the most on it. */
private const val ALL_ASKED = """"手術": true, "診療": true, "薬剤": true, "健診": true, "特定疾病": true,
    "電子カルテ情報共有": true, "電子処方箋利用区分": 2, "発行形態選択タイミング": 2"""

/** The samples of whom the service has something to say. */
private val PATIENTS = listOf(
    "valid", "invalid", "new-exists", "several", "unregistered", "missing-character", "lag", "unknown-code", "foreigner",
    "certificate-expired-recently",
)

/**
 * What a press costs until the new view is there, as a multiple of an exported call that does nothing. It prints, and judges
 * nothing; docs/measurements.md says what came out. `cargo xtask bench ffi` runs it.
 */
class Bench {
    @Test
    fun `a press and its view, as a multiple of an empty call`() {
        println("Java ${System.getProperty("java.vm.version")}, ${System.getProperty("java.vm.name")}\n")
        sizes()
        times()
    }
}

/** Prints how large each screen is as it crosses, the largest first. */
private fun sizes() {
    val sizes = mutableMapOf<String, Int>()
    fun look(name: String, view: View) = sizes.set(name, bytesOf(view).remaining())
    for (patient in PATIENTS) {
        visit(patient) { shell ->
            shell.toTheCard()
            look("資格確認の結果, `$patient`", shell.await<Screen.Eligibility>())
        }
    }
    visit("valid") { shell ->
        look("資格確認", shell.await<Screen.Mode>())
        look("暗証番号の入力", shell.press("訪問診療等"))
        look("カードの読み取り", shell.typePin())
        look("1 入力, nothing answered", shell.toTheForm())
        look("1 入力, 確認へ進む pressed with nothing answered", shell.press("確認へ進む"))
        look("1 入力, すべての項目に同意する pressed", shell.press("すべての項目に同意する"))
        shell.press("電子", of = "処方箋の発行方法")
        look("2 確認", shell.press("確認へ進む"))
        shell.press("同意内容に登録する")
        look("3 完了", shell.await<Screen.Done>())
    }
    println("| screen | bytes that cross |\n|---|---:|")
    sizes.entries.sortedByDescending { it.value }.forEach { (name, bytes) -> println("| $name | $bytes |") }
    println()
}

private fun times() = onTheForm("several") { eligibility ->
    onTheForm("valid") { form ->
        val measured = measure(subjects(eligibility, form), warmUp = 20_000, rounds = 300, calls = 40)
        check(eligibility.visit.view().screen is Screen.Eligibility && form.visit.view().screen is Screen.Input)
        println("| call | quartiles, µs | × the empty call |\n|---|---|---|")
        for (each in measured) {
            val time = each.time.run { "%.1f **%.1f** %.1f".format(lower / 1e3, median / 1e3, upper / 1e3) }
            val ratio = each.ratio.run { "%.2f **%.2f** %.2f".format(lower, median, upper) }
            println("| ${each.name} | $time | $ratio |")
        }
    }
}

private fun subjects(eligibility: Shell, form: Shell): List<Subject> {
    val ended = ended()
    val back = eligibility.visit.view().event("戻る")
    val largest = eligibility.visit.dispatch(back)
    check(largest.screen is Screen.Eligibility && ended.dispatch(back).screen is Screen.Waiting)
    val onwards = largest.event("同意登録へ進む（患者に画面を向ける）")
    val bytes = bytesOf(largest)
    val review = form.visit.view().event("確認へ進む")
    val (agree, decline) = (form.visit.dispatch(review).screen as Screen.Input).v1.questions.first().choices
    var agrees = false
    fun answer() = form.visit.dispatch(if (agrees) agree.event else decline.event).also { agrees = !agrees }
    return listOf(
        Subject("an empty call: `empty_call()`") { emptyCall() },
        Subject("an empty method: `close()` of a visit that is closed") { ended.shutdown() },
        Subject("a method that returns something: `last_words()`, which are none") { form.visit.lastWords() },
        Subject("a press on a visit that is closed → its smallest screen") { ended.dispatch(back) },
        Subject("戻る → 資格確認の結果 of two insurances", before = { eligibility.visit.dispatch(onwards) }) {
            eligibility.visit.dispatch(back)
        },
        Subject("確認へ進む with nothing answered → 1 入力") { form.visit.dispatch(review) },
        Subject("同意する, 同意しない in turn → 1 入力") { answer() },
        Subject("`view()` of 資格確認の結果") { eligibility.visit.view() },
        Subject("`view()` of 1 入力") { form.visit.view() },
        Subject("part: where a call's errors would be, made") { UniffiRustCallStatus() },
        Subject("part: an event is written, and freed") { write(review) },
        Subject("part: 資格確認の結果 crosses unread, and is freed") { crossUnread(eligibility.visit) },
        Subject("part: 資格確認の結果 is read from its bytes") { read(bytes) },
    )
}

private fun View.event(label: String): Event = controls().single { it.label == label }.event

/** A visit that is closed: asked to close again, it does nothing. */
private fun ended() = theScene().use { scene -> Shell(scene).visit.also { it.shutdown() } }

/** A visit of this patient, in a clinic that asks everything. */
private fun visit(patient: String, use: (Shell) -> Unit) {
    val given = """{"patient": "$patient", "settings": {$ALL_ASKED}}"""
    Scene.set(parsed("given", given)).use { scene -> Shell(scene).use(use) }
}

private fun onTheForm(patient: String, use: (Shell) -> Unit) = visit(patient) { shell ->
    shell.toTheCard()
    shell.toTheForm()
    use(shell)
}
