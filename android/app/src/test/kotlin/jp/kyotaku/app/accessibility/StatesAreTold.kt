package jp.kyotaku.app.accessibility

import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull

/** What can be chosen says whether it is; and no control is switched off, for it would not say why. */
internal object StatesAreTold : Rule {
    private val CHOSEN = setOf(Role.RadioButton, Role.Tab)

    override fun check(screen: WholeScreen): List<String> = screen.controls.flatMap { control ->
        val isChoice = control.config.getOrNull(SemanticsProperties.Role) in CHOSEN
        val saysWhether = SemanticsProperties.Selected in control.config
        listOfNotNull(
            "does not say whether it is chosen".takeIf { isChoice && !saysWhether },
            "says whether it is chosen, and has not the role of a choice".takeIf { saysWhether && !isChoice },
            "is switched off".takeIf { SemanticsProperties.Disabled in control.config },
        ).map { "${control.words} $it" }
    }
}
