package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.AnnotatedString
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/** What changes without a press stands in a live region: a screen reader says it by itself. */
internal object ChangesAreSaid : Rule {
    override fun check(screen: WholeScreen): List<String> = screen.changing.mapNotNull { words ->
        val piece = screen.pieces.find { AnnotatedString(words) in it.config.getOrNull(SemanticsProperties.Text).orEmpty() }
        when {
            piece == null -> "「$words」 does not stand there"
            (sequenceOf(piece) + piece.around).none { SemanticsProperties.LiveRegion in it.config } -> "「$words」 changes, and is in no live region"
            else -> null
        }
    }
}

/** What changes on a screen without a press, or far from the control that was pressed. */
internal fun View.changing(): List<String> = when (val screen = screen) {
    is Screen.Pin -> listOfNotNull(screen.v1.hint)
    is Screen.Number -> listOfNotNull(screen.v1.hint)
    is Screen.Tap -> listOf(screen.v1.progress)
    is Screen.Waiting -> listOf(screen.v1.message)
    is Screen.Input -> listOfNotNull(screen.v1.hint)
    is Screen.Revoke -> listOfNotNull(screen.v1.hint)
    is Screen.Notice -> listOf(screen.v1.happened)
    is Screen.Mode, is Screen.Compare, is Screen.Eligibility, is Screen.Confirm, is Screen.Done -> emptyList()
}
