package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.requiredWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.BasicText
import androidx.compose.foundation.verticalScroll
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.junit.Test

private const val LONG = "利用者証明用電子証明書の暗証番号を入力してください"

class TextIsWholeTest : RuleTest() {
    @Test
    fun `a text in several lines`() = TextIsWhole.of { BasicText(LONG, Modifier.width(120.dp)) }.areNone()

    @Test
    fun `what has to be scrolled to is not hidden`() = TextIsWhole.of {
        Column(Modifier.verticalScroll(rememberScrollState())) { repeat(99) { BasicText("行 $it") } }
    }.areNone()

    @Test
    fun `an ellipsis`() = TextIsWhole.of {
        BasicText(LONG, Modifier.width(120.dp), maxLines = 1, overflow = TextOverflow.Ellipsis)
    }.also { check(it.any { "ellipsis" in it }) { it } }.let {}

    @Test
    fun `lines that have no place`() = TextIsWhole.of { BasicText(LONG, Modifier.size(120.dp, 30.dp)) }.complain("larger than its place")

    @Test
    fun `a line that is not broken`() = TextIsWhole.of { BasicText(LONG, Modifier.width(120.dp), softWrap = false) }.complain("larger than its place")

    @Test
    fun `something around it hides a part`() = TextIsWhole.of {
        Box(Modifier.height(10.dp).width(200.dp).clipToBounds()) { BasicText("同意", Modifier.requiredWidth(300.dp)) }
    }.also { check(it.isNotEmpty()) }.let {}

    @Test
    fun `it stands beyond the edge of the window`() = TextIsWhole.of { BasicText("同意", Modifier.requiredWidth(500.dp)) }.complain("is hidden in part")
}
