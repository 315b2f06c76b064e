package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import org.junit.Test

class ReadInOrderTest : RuleTest() {
    @Test
    fun `from the top to the bottom, and in a line from left to right`() = ReadInOrder.of {
        Column { Heading(); Row { Key("1"); Key("2") }; BasicText("終わり") }
    }.areNone()

    @Test
    fun `one column after the other`() = ReadInOrder.of {
        Column {
            Heading()
            Row {
                Column(Modifier.semantics { isTraversalGroup = true }) { BasicText("左上"); BasicText("左下") }
                Column(Modifier.semantics { isTraversalGroup = true }) { BasicText("右上"); BasicText("右下") }
            }
        }
    }.areNone()

    @Test
    fun `the last one first`() = ReadInOrder.of {
        Column { Heading(); BasicText("一"); BasicText("二"); BasicText("三", Modifier.semantics { traversalIndex = -1f }) }
    }.also { check(it.size == 2 && "begins" in it[0] && "stands before it" in it[1]) { it } }.let {}

    @Test
    fun `back up in the middle`() = ReadInOrder.of {
        Column { Heading(); BasicText("一", Modifier.semantics { traversalIndex = 1f }); BasicText("二") }
    }.complain("「一」 is read after 「二」")

    @Test
    fun `it begins without a heading`() = ReadInOrder.of { Column { BasicText("一"); Heading() } }.complain("begins with 「一」")
}
