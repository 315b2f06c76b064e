package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import org.junit.Test

class HeadingsAreMarkedTest : RuleTest() {
    @Test
    fun `a heading and a title`() = HeadingsAreMarked.of { Column { Heading("確認"); Heading("同意の内容") } }.areNone()

    @Test
    fun `nothing is marked`() = HeadingsAreMarked.of { BasicText("確認") }.complain("no heading")

    @Test
    fun `a heading without words`() = HeadingsAreMarked.of { Heading("") }.complain("no words")

    @Test
    fun `a heading that is a control`() = HeadingsAreMarked.of { Key("次へ", Modifier.semantics { heading() }) }.complain("a control")

    @Test
    fun `the same heading twice`() = HeadingsAreMarked.of { Column { Heading(); Heading() } }.complain("twice")
}
