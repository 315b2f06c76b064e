package jp.kyotaku.app.accessibility

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.sp
import kotlin.math.abs
import org.junit.Assert.assertTrue
import org.junit.Test

class TextStandsOutTest : RuleTest() {
    @Test
    fun `the greys on both sides of 4_5, and of 3 for large text`() {
        TextStandsOut.of { Coloured("登録が完了しました。", 0xff767676) }.areNone()
        TextStandsOut.of { Coloured("登録が完了しました。", 0xff777777) }.complain("4.48:1")
        TextStandsOut.of { Coloured("登録が完了しました。", 0xff949494, size = 24) }.areNone()
        TextStandsOut.of { Coloured("登録が完了しました。", 0xff969696, size = 24) }.complain("2.96:1")
        TextStandsOut.of { Coloured("登録が完了しました。", 0xff949494, size = 22) }.complain("3.03:1")
    }

    @Test
    fun `bold text is large from 18_66 sp on`() {
        val bold = TextStyle(Color(0xff949494), 19.sp, FontWeight.Bold)
        TextStandsOut.of { BasicText("同意する", style = bold) }.areNone()
        TextStandsOut.of { BasicText("同意する", style = bold.copy(fontSize = 18.sp)) }.complain("3.03:1")
    }

    @Test
    fun `what is drawn counts, not what a style says`() = TextStandsOut.of {
        Column(Modifier.background(Color(0xff222222))) { Coloured("黒地に黒", 0xff000000) }
    }.complain("#000000 on #222222")

    @Test
    fun `each line is looked at, and small digits too`() = TextStandsOut.of { Coloured("1\n2", 0xff999999, size = 12) }
        .also { complaints -> assertTrue(complaints.toString(), complaints.size == 2 && "line 2" in complaints[1]) }.let {}

    @Test
    fun `text that is drawn like its ground is not passed over`() = TextStandsOut.of { Coloured("同意する", 0xffffffff) }.complain("nothing is seen")

    @Test
    fun `luminance and contrast are those of WCAG`() {
        assertTrue(contrast(0xffffff, 0x000000) == 21.0)
        assertTrue(abs(contrast(0x0000ff, 0xffffff) - 8.59) < 0.01)
        assertTrue(abs(contrast(0xff0000, 0xffffff) - 4.00) < 0.01)
    }
}
