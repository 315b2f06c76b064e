package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import org.junit.Test

class ControlsAreNamedTest : RuleTest() {
    @Test
    fun `controls of different words, and alike ones of different questions, are named`() {
        ControlsAreNamed.of {
            Column {
                Key("戻る")
                Column(Modifier.semantics { isTraversalGroup = true }) { BasicText("手術情報の提供"); Key("同意する") }
                Column(Modifier.semantics { isTraversalGroup = true }) { BasicText("療養情報の提供"); Key("同意する") }
            }
        }.areNone()
    }

    @Test
    fun `a control without words`() = ControlsAreNamed.of { Key("") }.complain("no words")

    @Test
    fun `a control without a role`() = ControlsAreNamed.of { Key("次へ", role = null) }.complain("no role")

    @Test
    fun `two controls of the same words`() = ControlsAreNamed.of { Column { Key("次へ"); Key("次へ") } }.complain("2 controls have the same words")

    @Test
    fun `two controls of the same words, in groups of the same words`() = ControlsAreNamed.of {
        Column {
            repeat(2) { Column(Modifier.semantics { isTraversalGroup = true }) { BasicText("提供"); Key("同意する") } }
        }
    }.complain("2 controls have the same words")
}
