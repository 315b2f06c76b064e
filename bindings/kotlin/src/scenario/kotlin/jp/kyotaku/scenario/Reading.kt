package jp.kyotaku.scenario

import jp.kyotaku.core.Field
import jp.kyotaku.core.NumberField
import jp.kyotaku.core.QuestionView
import jp.kyotaku.core.Row
import jp.kyotaku.core.Screen
import jp.kyotaku.core.StandingView
import jp.kyotaku.core.Steps
import jp.kyotaku.core.View

/** The lines that a person reads, from top to bottom, in the form that `scenarios/README.md` gives them. */
internal fun View.reading(): List<String> =
    listOf(heading) +
        listOfNotNull(steps?.line()) +
        screen.lines() +
        with(footer) { listOf(channel, app, device) + listOfNotNull(clinic) }

private fun Steps.line() = labels
    .mapIndexed { place, label -> if (place == current.toInt()) "【$label】" else label }
    .joinToString(" > ")

private fun Screen.lines(): List<String> = when (this) {
    is Screen.Mode -> listOf(v1.lead)
    is Screen.Pin -> with(v1) { listOf(lead) + listOfNotNull(notice) + "$entered/$length" + listOfNotNull(hint) }
    is Screen.Number -> with(v1) {
        listOf(lead) + listOfNotNull(notice) + fields.map { it.line() } + listOfNotNull(hint)
    }
    is Screen.Tap -> with(v1) {
        listOf(lead, position, progress, "$done/$steps") + listOfNotNull(tries) + listOf(limit, advice)
    }
    is Screen.Waiting -> listOf(v1.message)
    is Screen.Compare -> with(v1) {
        listOf(lead, "顔写真 ${portrait.width}×${portrait.height}") + fields.fields()
    }
    is Screen.Eligibility -> with(v1) {
        listOf(status) + explanation + person.fields() +
            insurances.flatMap { listOf(it.title) + it.fields.fields() } +
            standing?.lines().orEmpty()
    }
    is Screen.Input -> with(v1) { listOf(lead) + questions.flatMap { it.lines() } + listOfNotNull(hint) }
    is Screen.Confirm -> with(v1) { listOf(lead, rowsTitle) + rows.rows() + reference.line() }
    is Screen.Done -> with(v1) { listOf(message) + explanation + rowsTitle + rows.rows() + receipt.fields() }
    is Screen.Revoke -> with(v1) { listOf(lead) + questions.flatMap { it.lines() } + listOfNotNull(hint) }
    is Screen.Notice -> with(v1) { listOf(happened, unchanged, toDo) + details.fields() }
}

private fun StandingView.lines() = listOf(title, status) + rows.rows() + fields.fields() + listOfNotNull(remark)

private fun List<Field>.fields() = map { it.line() }

private fun Field.line() = "$label: $value" + note?.let { "（$it）" }.orEmpty()

private fun NumberField.line() = (if (selected) "【$label】" else label) + ": $shown"

private fun List<Row>.rows() = flatMap { listOf("${it.label}: ${it.answer}") + it.items.fields() }

private fun QuestionView.lines() =
    listOf("$label: $state" + if (missing) " ！" else "") +
        choices.map { (if (it.selected) "● " else "○ ") + it.label }
