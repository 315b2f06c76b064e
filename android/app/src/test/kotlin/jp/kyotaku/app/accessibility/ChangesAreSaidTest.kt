package jp.kyotaku.app.accessibility

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.BasicText
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.junit.Test

class ChangesAreSaidTest : RuleTest() {
    private val hint = "4桁とも入力してください。"

    @Test
    fun `in a live region, by itself or with others`() {
        ChangesAreSaid.of(listOf(hint)) { BasicText(hint, Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }.areNone()
        ChangesAreSaid.of(listOf(hint)) { Column(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) { BasicText(hint) } }.areNone()
    }

    @Test
    fun `in no live region`() = ChangesAreSaid.of(listOf(hint)) { BasicText(hint) }.complain("is in no live region")

    @Test
    fun `it does not stand there`() = ChangesAreSaid.of(listOf(hint)) { BasicText("4桁") }.complain("does not stand there")
}
