package jp.kyotaku.app.accessibility

import android.view.accessibility.AccessibilityNodeInfo
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties

/**
 * TalkBack goes from the top to the bottom and, within a line, from left to right: never back up, unless it goes to the next
 * column on the right. And it begins with the heading.
 */
internal object ReadInOrder : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val stops = screen.stops()
        val backwards = stops.zipWithNext().filter { (one, next) -> !next.isAfter(one) }
            .map { (one, next) -> "${next.words} is read after ${one.words}, and stands before it" }
        val first = stops.firstOrNull()
        val begins = listOfNotNull("it begins with ${first?.words}, and not with a heading".takeIf { first == null || SemanticsProperties.Heading !in first.config })
        return begins + backwards
    }

    // A pixel is rounding.
    private fun SemanticsNode.isAfter(other: SemanticsNode) = place.top >= other.place.bottom - 1 || place.left >= other.place.right - 1
}

/** What TalkBack stops at, in its order: as Compose tells Android. */
internal fun WholeScreen.stops(): List<SemanticsNode> {
    val told = host.accessibilityNodeProvider
    val next = pieces.associate { piece ->
        val info = AccessibilityNodeInfo()
        told.addExtraDataToAccessibilityNodeInfo(piece.id, info, NEXT, null)
        piece.id to info.extras.getInt(NEXT, -1)
    }
    val first = next.keys - next.values.toSet()
    val order = first.flatMap { start -> generateSequence(start) { next[it]?.takeIf { id -> id != -1 } } }
    val heard = nodes.filter { it.isControl || it.said.isNotEmpty() || SemanticsProperties.ProgressBarRangeInfo in it.config }.associateBy { it.id }
    return order.mapNotNull { heard[it] }
}

private const val NEXT = "android.view.accessibility.extra.EXTRA_DATA_TEST_TRAVERSALBEFORE_VAL"
