package jp.kyotaku.scenario

import jp.kyotaku.core.Button
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event
import jp.kyotaku.core.PinView
import jp.kyotaku.core.QuestionView
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/** Something that can be pressed, and the event that it stands for. */
internal data class Control(val label: String, val event: Event)

/** Every control that can be pressed now, in the order in which it stands on the screen. */
internal fun View.controls(): List<Control> {
    val body = when (val screen = screen) {
        is Screen.Mode -> screen.v1.modes.map { it.control() }
        is Screen.Pin -> screen.v1.keys() + screen.v1.delete.control() + screen.v1.next.control()
        is Screen.Tap -> emptyList()
        is Screen.Waiting -> screen.v1.buttons.map { it.control() }
        is Screen.Eligibility -> screen.v1.buttons.map { it.control() }
        is Screen.Input -> with(screen.v1) {
            all.map { it.control() } + questions.flatMap { it.controls() } + next.control()
        }
        is Screen.Confirm -> listOf(screen.v1.register.control(), screen.v1.change.control())
        is Screen.Done -> listOf(screen.v1.finish.control())
        is Screen.Notice -> screen.v1.buttons.map { it.control() }
    }
    return body + listOfNotNull(back, cancel).map { it.control() }
}

/** The digits of the PIN pad. */
internal fun PinView.keys(): List<Control> = digits.map { Control(it.label, it.event) }

/** A question's own buttons. */
internal fun QuestionView.controls(): List<Control> = choices.map { it.control() }

private fun Button.control() = Control(label, event)

private fun Choice.control() = Control(label, event)
