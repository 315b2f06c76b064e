package jp.kyotaku.app.accessibility

import androidx.compose.foundation.focusable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.focusProperties
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertTrue
import org.junit.Test

class KeyboardWorksTest : RuleTest() {
    private val apart = Modifier.padding(8.dp)

    @Test
    fun `from one to the next, also to what has to be scrolled to`() = KeyboardWorks.of {
        Column(Modifier.verticalScroll(rememberScrollState())) { repeat(20) { Key("次へ $it", apart) } }
    }.areNone()

    @Test
    fun `one that is passed over`() = KeyboardWorks.of {
        Column { Key("一", apart); Key("二", apart.focusProperties { canFocus = false }) }
    }.complain("and not to 「二」")

    @Test
    fun `something that is no control is stopped at`() {
        val complaints = KeyboardWorks.of { Column { Key("一", apart); Box(Modifier.size(48.dp).focusable()); Key("二", apart) } }
        assertTrue(complaints.toString(), complaints.single().endsWith("and not to 「二」"))
    }

    @Test
    fun `nothing shows where it is`() = KeyboardWorks.of { Key("一", apart, ring = Color(0xfff4f4f4), edge = Color(0xffffffff)) }.complain("the focus on 「一」 changes")
}
