package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.offset
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertTrue
import org.junit.Test

class TargetsAreLargeTest : RuleTest() {
    @Test
    fun `targets of 48 dp that touch each other`() = TargetsAreLarge.of { Row { Key("1", width = 48.dp); Key("2", width = 48.dp) } }.areNone()

    @Test
    fun `a target that is cut below 48 dp`() = TargetsAreLarge.of { Key("1", Modifier.offset(x = (-20).dp), width = 48.dp) }.complain("「1」 is")

    @Test
    fun `two targets that overlap`() = TargetsAreLarge.of { Column { Key("1"); Key("2", Modifier.offset(y = (-4).dp)) } }.complain("overlap")

    @Test
    fun `two small ones whose places to touch overlap`() {
        val complaints = TargetsAreLarge.of { Column { Key("1", height = 30.dp); Key("2", height = 30.dp) } }
        assertTrue(complaints.toString(), complaints.size == 3 && complaints.last() == "「1」 and 「2」 overlap")
    }
}
