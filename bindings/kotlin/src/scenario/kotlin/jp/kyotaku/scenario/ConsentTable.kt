package jp.kyotaku.scenario

import java.nio.file.Path
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/**
 * `consent.json` read as visits: each case's settings given, the patient `valid`, up to the form, its presses, and then
 * what it expects. Words that the table does not have are those of the screens.
 */
internal fun consentVisits(path: Path): List<Visit> = taking(path.name, parsed(path.name, path.readText())) {
    val questions = list("questions").map { question ->
        taking("$at: questions", question) { text("label") to texts("items") }
    }
    val table = ConsentTable(path.name, questions.toMap(), named("words"))
    val cases = list("cases").mapIndexed { place, case -> table.visit("${path.name}, case ${place + 1}", case) }
    if (cases.isEmpty()) throw NotAScenario("${path.name}: there is no case")
    cases
}

/** What a case's form asks: consent questions, and how the prescription's row stands. */
private class Form(val asked: List<String>, val prescription: String)

private const val NOT_ANSWERED = "未選択"

private class ConsentTable(
    private val file: String,
    private val itemsOf: Map<String, List<String>>,
    private val words: Map<String, String>,
) {
    fun visit(at: String, json: JsonElement): Visit = taking(at, json) {
        val form = Form(texts("asked"), text("prescription"))
        val given = JsonObject(mapOf("patient" to JsonPrimitive("valid"), "settings" to value("settings")))
        val toTheForm = listOf(
            Step.Look("Mode"),
            Step.Press("訪問診療等"),
            Step.Pin("1234"),
            Step.Press("次へ（カードをかざす）"),
            Step.Look("Eligibility", shows = listOf("資格は有効です")),
            Step.Press("同意登録へ進む（患者に画面を向ける）"),
        )
        val presses = list("presses").map { press -> taking("$at: presses", press) { press() } }
        val (ending, registered) = taking("$at: expected", value("expected")) { ending(form) }
        val steps = toTheForm + opened(form) + presses + ending
        Visit(file, text("name"), text("why"), given, steps, JsonArray(registered), commands = null)
    }

    private fun Fields.press(): Step =
        if ("button" in this) Step.Press(text("button")) else Step.Press(text("answer"), of = text("question"))

    /** What the case expects after its presses: steps, and what is registered. */
    private fun Fields.ending(form: Form): Pair<List<Step>, List<JsonElement>> {
        if ("missing" in this) return listOf(stopped(form, texts("missing"))) to emptyList()
        val items = named("items")
        val chosen = textOrNull("form")
        val rows = rows(form, items, chosen)
        val steps = listOf(
            Step.Look("Confirm", rows, otherwise(rows), listOf(word("register"), "修正する", "戻る", "中止する")),
            Step.Press(word("register")),
            Step.Look("Done", listOf("登録が完了しました。") + rows, otherwise(rows)),
        )
        val decisions = JsonObject(items.mapValues { JsonPrimitive(it.value) })
        return steps to listOf(JsonObject(mapOf("items" to decisions, "form" to JsonPrimitive(chosen))))
    }

    /** The opened form: what it asks, nothing selected. By its number of choices it asks nothing else. */
    private fun opened(form: Form): Step {
        val consents = form.asked.associateWith { listOf(word("agree"), word("decline")) }
        val prescription = when (form.prescription) {
            "absent", "electronic-only" -> emptyMap()
            "choice" -> mapOf(word("prescription") to listOf(word("electronic"), word("paper")))
            else -> throw NotAScenario("$file: there is no prescription row `${form.prescription}`")
        }
        val questions = consents + prescription
        val rows = questions.flatMap { (label, choices) -> listOf("$label: $NOT_ANSWERED") + choices.map { "○ $it" } }
        val electronic = "${word("prescription")}: ${word("electronic")}"
        val fixed = if (form.prescription == "electronic-only") listOf(electronic) else emptyList()
        val all = if (form.asked.isEmpty()) emptyList() else listOf("すべての項目に同意する", "すべての項目に同意しない")
        val absent = if (form.prescription == "absent") listOf(word("prescription")) else emptyList()
        return Step.Look(
            "Input",
            shows = rows + fixed,
            hides = absent + "●",
            offers = all + questions.values.flatten() + listOf("確認へ進む", "戻る", "中止する"),
        )
    }

    /** 1 入力 still stands, and names exactly these. */
    private fun stopped(form: Form, missing: List<String>): Step {
        val marked = missing.map { "$it: $NOT_ANSWERED ！" }
        val answers = listOf("agree", "decline", "electronic", "paper").map { word(it) }
        return Step.Look(
            "Input",
            shows = marked + "まだ選んでいない項目があります：${missing.joinToString("、")}",
            hides = (form.asked - missing.toSet()).map { "$it: $NOT_ANSWERED" } + answers.map { "$it ！" },
        )
    }

    /** The lines of 2 確認 and 3 完了: every question, its answer and its items. */
    private fun rows(form: Form, items: Map<String, String>, chosen: String?): List<String> {
        val consents = form.asked.flatMap { label ->
            val codes = itemsOf[label] ?: throw NotAScenario("$file: there is no question $label")
            val lines = codes.map { "${word(it)}: ${word(items[it] ?: throw NotAScenario("$file: no $it"))}" }
            listOf("$label: ${lines.first().substringAfter(": ")}") + lines
        }
        return consents + listOfNotNull(chosen?.let { "${word("prescription")}: ${word(it)}" })
    }

    /** What the rows would say of an item if it were decided in another way. */
    private fun otherwise(rows: List<String>): List<String> {
        val decisions = listOf(word("agree"), word("decline"))
        val all = itemsOf.values.flatten().distinct().flatMap { item -> decisions.map { "${word(item)}: $it" } }
        return all.filter { line -> rows.none { line in it } }
    }

    private fun word(code: String) = words[code] ?: throw NotAScenario("$file: there is no word for $code")
}
