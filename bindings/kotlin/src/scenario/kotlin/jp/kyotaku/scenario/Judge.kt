package jp.kyotaku.scenario

import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/** What stands on a screen, for whoever looks at it: at the core's view of it, or at what is drawn. */
internal data class Seen(
    /** The screen's name, as scenarios have it. */
    val screen: String,
    /** Whether something is under way outside that may still change it. */
    val waits: Boolean,
    /** The reading, line by line. */
    val lines: List<String>,
    /** The labels of all controls, in order. */
    val offers: List<String>,
) {
    /** The whole of it, for a report. */
    fun described() = "  the screen $screen stands:\n    ${lines.joinToString("\n    ")}\n  it offers: " + offers.joinToString(" | ")
}

/** What a view says. */
internal fun View.seen() = Seen(screenName, waits, reading(), controls().map { it.label })

/** How a screen compares with what a step expects. */
internal sealed interface Verdict {
    data object Fits : Verdict

    /** Not yet; what is under way outside may still change it. */
    data class NotYet(val why: String) : Verdict

    /** It waits for nothing outside: only a press would change it. */
    data class Never(val why: String) : Verdict
}

internal fun judge(expected: Step.Look, seen: Seen): Verdict {
    val why = difference(expected, seen) ?: return Verdict.Fits
    return if (seen.waits) Verdict.NotYet(why) else Verdict.Never(why)
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

/** Whether it may change by itself. */
internal val View.waits: Boolean
    get() = when (screen) {
        // A card, an answer, and the challenge that is fetched while digits are typed.
        is Screen.Tap, is Screen.Waiting, is Screen.Pin, is Screen.Number -> true
        is Screen.Mode, is Screen.Compare, is Screen.Eligibility, is Screen.Input, is Screen.Confirm, is Screen.Done,
        is Screen.Revoke, is Screen.Notice,
        -> false
    }

private fun difference(expected: Step.Look, seen: Seen): String? {
    if (seen.screen != expected.screen) return "the screen ${expected.screen} was to stand"
    var from = 0
    for (shown in expected.shows) {
        val found = seen.lines.subList(from, seen.lines.size).indexOf(shown)
        if (found < 0) {
            return if (shown in seen.lines) "「$shown」 does not stand where it should" else "「$shown」 was to be shown"
        }
        from += found + 1
    }
    for (hidden in expected.hides) {
        val line = seen.lines.find { hidden in it } ?: continue
        return "「$hidden」 was not to be shown, and stands in 「$line」"
    }
    if (expected.offers != null && seen.offers != expected.offers) {
        return "these were to be offered, and no others: ${expected.offers.joinToString(" | ")}"
    }
    return null
}
