package jp.kyotaku.scenario

import jp.kyotaku.core.Button
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key
import jp.kyotaku.core.QuestionView
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/** Something that can be pressed, and the event that it stands for. */
internal data class Control(val label: String, val event: Event)

/** Every control that can be pressed now, in the order in which it stands on the screen. */
internal fun View.controls(): List<Control> {
    val body = when (val screen = screen) {
        is Screen.Mode -> screen.v1.modes.map { it.control() }
        is Screen.Pin -> with(screen.v1) {
            digits.map { it.control() } + listOfNotNull(delete, next, withoutPin).map { it.control() }
        }
        is Screen.Number -> with(screen.v1) {
            fields.map { it.choose.control() } + digits.map { it.control() } + listOf(delete, next).map { it.control() }
        }
        is Screen.Tap -> emptyList()
        is Screen.Waiting -> screen.v1.buttons.map { it.control() }
        is Screen.Compare -> screen.v1.buttons.map { it.control() }
        is Screen.Eligibility -> screen.v1.buttons.map { it.control() }
        is Screen.Input -> with(screen.v1) {
            all.map { it.control() } + questions.flatMap { it.controls() } + next.control()
        }
        is Screen.Confirm -> listOf(screen.v1.accept.control(), screen.v1.change.control())
        is Screen.Done -> listOf(screen.v1.finish.control())
        is Screen.Revoke -> with(screen.v1) { questions.flatMap { it.controls() } + next.control() }
        is Screen.Notice -> screen.v1.buttons.map { it.control() }
    }
    return body + listOfNotNull(back, cancel).map { it.control() }
}

/** The buttons of the questions with this label. */
internal fun View.controlsOf(question: String): List<Control> {
    val questions = when (val screen = screen) {
        is Screen.Input -> screen.v1.questions
        is Screen.Revoke -> screen.v1.questions
        is Screen.Mode, is Screen.Pin, is Screen.Number, is Screen.Tap, is Screen.Waiting, is Screen.Compare,
        is Screen.Eligibility, is Screen.Confirm, is Screen.Done, is Screen.Notice,
        -> throw Astray("there are no questions on it")
    }
    return questions.filter { it.label == question }.flatMap { it.controls() }
}

/** A question's own buttons. */
internal fun QuestionView.controls(): List<Control> = choices.map { it.control() }

private fun Button.control() = Control(label, event)

internal fun Key.control() = Control(label, event)

private fun Choice.control() = Control(label, event)
