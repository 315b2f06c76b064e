package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import org.junit.Test

class StatesAreToldTest : RuleTest() {
    @Test
    fun `two choices and a key`() = StatesAreTold.of { Column { Choice("同意する", true); Choice("同意しない", false); Key("次へ") } }.areNone()

    @Test
    fun `a choice that does not say whether it is chosen`() = StatesAreTold.of { Key("電子", role = Role.RadioButton) }.complain("does not say")

    @Test
    fun `a key that says it is chosen`() = StatesAreTold.of { Key("電子", Modifier.semantics { selected = true }) }.complain("not the role")

    @Test
    fun `a key that is switched off`() = StatesAreTold.of { Key("次へ", enabled = false) }.complain("switched off")
}
