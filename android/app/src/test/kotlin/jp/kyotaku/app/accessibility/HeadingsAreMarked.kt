package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.SemanticsProperties

/**
 * Headings are marked, for those who go from one to the next: there is one at least, each has words and is no control, and no
 * two in a row say the same.
 */
internal object HeadingsAreMarked : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val headings = screen.nodes.filter { SemanticsProperties.Heading in it.config }
        val none = listOfNotNull("there is no heading".takeIf { headings.isEmpty() })
        val wordless = headings.filter { it.said.all(String::isBlank) }.map { "the heading at ${it.place} has no words" }
        val controls = headings.filter { it.isControl }.map { "${it.words} is a heading and a control" }
        val twice = headings.zipWithNext().filter { (one, next) -> one.said == next.said }.map { (one, _) -> "the heading ${one.words} stands twice" }
        return none + wordless + controls + twice
    }
}
