package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.SemanticsProperties

/**
 * Every control is said in words and has a role; and no two of a screen are said alike, whatever stands around them: who goes
 * from control to control, or has them listed, hears nothing else.
 */
internal object ControlsAreNamed : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val controls = screen.controls
        val nameless = controls.filter { it.said.all(String::isBlank) }.map { "a control at ${it.place} has no words" }
        val roleless = controls.filter { SemanticsProperties.Role !in it.config }.map { "${it.words} has no role" }
        val alike = controls.groupBy { it.words }.filter { it.value.size > 1 }
            .map { (words, these) -> "${these.size} controls are said alike, $words" }
        return nameless + roleless + alike
    }
}
