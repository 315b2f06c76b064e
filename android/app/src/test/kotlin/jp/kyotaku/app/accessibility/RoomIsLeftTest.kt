package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.BasicText
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import org.junit.Test

class RoomIsLeftTest : RuleTest() {
    @Composable
    private fun Bar(share: Float) = Column {
        Box(Modifier.fillMaxWidth().fillMaxHeight(share))
        Column(Modifier.fillMaxHeight().verticalScroll(rememberScrollState())) { repeat(99) { BasicText("行 $it") } }
    }

    @Test
    fun `a bar of two fifths`() = RoomIsLeft.of { Bar(0.4f) }.areNone()

    @Test
    fun `a bar of three fifths`() = RoomIsLeft.of { Bar(0.6f) }.complain("are left")
}
