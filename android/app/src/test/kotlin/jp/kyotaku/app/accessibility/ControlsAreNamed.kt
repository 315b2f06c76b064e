package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties

/**
 * Every control has words and a role; and no two of a screen have the same words, unless they stand in groups whose own words
 * differ, as 同意する of one question and of the next.
 */
internal object ControlsAreNamed : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val controls = screen.controls
        val nameless = controls.filter { it.said.all(String::isBlank) }.map { "a control at ${it.place} has no words" }
        val roleless = controls.filter { SemanticsProperties.Role !in it.config }.map { "${it.words} has no role" }
        val alike = controls.groupBy { it.said to it.group() }.filter { it.value.size > 1 }
            .map { (name, these) -> "${these.size} controls have the same words, ${name.first.joinToString(" ")}, in the same group" }
        return nameless + roleless + alike
    }

    /** The words of the group that it stands in: those of the first node of it that is no control. */
    private fun SemanticsNode.group(): List<String>? =
        around.firstOrNull { it.config.contains(SemanticsProperties.IsTraversalGroup) && !it.isRoot && it.head() != null }?.head()

    private fun SemanticsNode.head(): List<String>? = children.firstNotNullOfOrNull { child ->
        if (child.isControl) null else child.said.ifEmpty { null } ?: child.head()
    }
}
