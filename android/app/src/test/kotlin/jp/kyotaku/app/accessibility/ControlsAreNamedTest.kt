package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import org.junit.Test

class ControlsAreNamedTest : RuleTest() {
    @Test
    fun `controls of different words, and alike ones that are said with their question, are named`() {
        ControlsAreNamed.of {
            Column {
                Key("戻る")
                Key("同意する", Modifier.semantics { contentDescription = "手術情報の提供、同意する" })
                Key("同意する", Modifier.semantics { contentDescription = "療養情報の提供、同意する" })
            }
        }.areNone()
    }

    @Test
    fun `a control without words`() = ControlsAreNamed.of { Key("") }.complain("no words")

    @Test
    fun `a control without a role`() = ControlsAreNamed.of { Key("次へ", role = null) }.complain("no role")

    @Test
    fun `two controls of the same words`() = ControlsAreNamed.of { Column { Key("次へ"); Key("次へ") } }.complain("2 controls are said alike")

    @Test
    fun `two controls of the same words, though in groups of different ones`() = ControlsAreNamed.of {
        Column {
            listOf("手術情報の提供", "療養情報の提供").forEach {
                Column(Modifier.semantics { isTraversalGroup = true }) { BasicText(it); Key("同意する") }
            }
        }
    }.complain("2 controls are said alike")
}
