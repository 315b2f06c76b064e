package jp.kyotaku.scenario

import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/** How a view compares with what a step expects. */
internal sealed interface Verdict {
    data object Fits : Verdict

    /** Not yet; what is under way outside may still change it. */
    data class NotYet(val why: String) : Verdict

    /** It waits for nothing outside: only a press would change it. */
    data class Never(val why: String) : Verdict
}

internal fun judge(expected: Step.Look, view: View): Verdict {
    val why = difference(expected, view) ?: return Verdict.Fits
    return when (view.screen) {
        // A card, an answer, and the challenge that is fetched while digits are typed.
        is Screen.Tap, is Screen.Waiting, is Screen.Pin, is Screen.Number -> Verdict.NotYet(why)
        is Screen.Mode, is Screen.Compare, is Screen.Eligibility, is Screen.Input, is Screen.Confirm, is Screen.Done,
        is Screen.Revoke, is Screen.Notice,
        -> Verdict.Never(why)
    }
}

/** The name of the view's screen, as scenarios have it. */
internal val View.screenName: String
    get() = when (screen) {
        is Screen.Mode -> "Mode"
        is Screen.Pin -> "Pin"
        is Screen.Number -> "Number"
        is Screen.Tap -> "Tap"
        is Screen.Waiting -> "Waiting"
        is Screen.Compare -> "Compare"
        is Screen.Eligibility -> "Eligibility"
        is Screen.Input -> "Input"
        is Screen.Confirm -> "Confirm"
        is Screen.Done -> "Done"
        is Screen.Revoke -> "Revoke"
        is Screen.Notice -> "Notice"
    }

private fun difference(expected: Step.Look, view: View): String? {
    if (view.screenName != expected.screen) return "the screen ${expected.screen} was to stand"
    val lines = view.reading()
    var from = 0
    for (shown in expected.shows) {
        val found = lines.subList(from, lines.size).indexOf(shown)
        if (found < 0) {
            return if (shown in lines) "「$shown」 does not stand where it should" else "「$shown」 was to be shown"
        }
        from += found + 1
    }
    for (hidden in expected.hides) {
        val line = lines.find { hidden in it } ?: continue
        return "「$hidden」 was not to be shown, and stands in 「$line」"
    }
    val offers = view.controls().map { it.label }
    if (expected.offers != null && offers != expected.offers) {
        return "these were to be offered, and no others: ${expected.offers.joinToString(" | ")}"
    }
    return null
}
