package jp.kyotaku.app.part

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertContentDescriptionEquals
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import jp.kyotaku.core.QuestionView
import org.junit.Test

class QuestionTest : DrawnTest() {
    @Test
    fun `each question is a heading, and its choices are said with its words`() {
        draw { Questions(QUESTIONS.map { QuestionView(it, listOf(choice("同意する"), choice("同意しない")), "未選択", false) }, {}) }
        QUESTIONS.forEachIndexed { place, question ->
            rule.onNodeWithText(question).assert(SemanticsMatcher.keyIsDefined(SemanticsProperties.Heading))
            rule.onAllNodesWithText("同意する")[place].assertContentDescriptionEquals("$question、同意する")
        }
    }

    private companion object {
        val QUESTIONS = listOf("手術情報の提供", "療養情報の提供")
    }
}
