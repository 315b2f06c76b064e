package jp.kyotaku.app.accessibility

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.ProgressBarRangeInfo
import androidx.compose.ui.semantics.progressBarRangeInfo
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Test

class ShapesStandOutTest : RuleTest() {
    private val apart = Modifier.padding(20.dp)
    private val progress = Modifier.padding(20.dp).size(40.dp).semantics { progressBarRangeInfo = ProgressBarRangeInfo(1f, 0f..4f) }

    @Test
    fun `an outline, and a filling without one`() = ShapesStandOut.of {
        Column { Key("次へ", apart); Key("次へ", apart.background(Color.Black), edge = Color.Black) }
    }.areNone()

    @Test
    fun `an outline that is too faint`() {
        val sides = ShapesStandOut.of { Key("次へ", apart, edge = Color(0xff959595)) }
        assertEquals(sides.toString(), listOf("left", "top", "right", "bottom"), sides.map { it.substringAfterLast(' ') })
        ShapesStandOut.of { Key("次へ", apart, edge = Color(0xff949494)) }.areNone()
    }

    @Test
    fun `no edge on one side`() = ShapesStandOut.of {
        Box { Key("次へ", apart); Box(Modifier.padding(top = 66.dp).size(200.dp, 3.dp).background(Color.White)) }
    }.complain("on the bottom")

    @Test
    fun `a progress that is too faint`() {
        ShapesStandOut.of { Box(progress.border(4.dp, Color(0xff949494))) }.areNone()
        ShapesStandOut.of { Box(progress.border(4.dp, Color(0xff999999))) }.complain("2.85:1")
        ShapesStandOut.of { Box(progress) }.complain("1.00:1")
    }
}
