package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Row
import androidx.compose.ui.graphics.Color
import org.junit.Test

class ChoicesDifferWithoutColourTest : RuleTest() {
    @Test
    fun `a mark on the chosen one`() = ChoicesDifferWithoutColour.of { Row { Choice("同意する", true); Choice("同意しない", false) } }.areNone()

    @Test
    fun `red for one and green for the other, of one lightness`() = ChoicesDifferWithoutColour.of {
        Row { Choice("同意する", true, mark = Color(0xff008000), unchosen = Color(0xffd50000)); Choice("同意しない", false, mark = Color(0xff008000), unchosen = Color(0xffd50000)) }
    }.complain("without colour")

    @Test
    fun `no mark at all, though the words differ`() = ChoicesDifferWithoutColour.of {
        Row { Choice("同意する", true, mark = Color.White); Choice("同意しない", false) }
    }.complain("only 0 pixels")
}
