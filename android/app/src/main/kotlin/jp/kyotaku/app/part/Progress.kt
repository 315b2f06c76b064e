package jp.kyotaku.app.part

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.ProgressBarRangeInfo
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.progressBarRangeInfo
import androidx.compose.ui.unit.dp

/** How many digits of the PIN were typed, as dots: never which. */
@Composable
fun Dots(entered: UInt, length: UInt, spoken: String) {
    val colours = MaterialTheme.colorScheme
    Row(
        Modifier.fillMaxWidth().clearAndSetSemantics {
            contentDescription = spoken
            progressBarRangeInfo = rangeOf(entered, length)
            liveRegion = LiveRegionMode.Polite
        },
        horizontalArrangement = Arrangement.spacedBy(20.dp, Alignment.CenterHorizontally),
    ) {
        repeat(length.toInt()) { place ->
            val dot = Modifier.size(28.dp)
            if (place < entered.toInt()) {
                Box(dot.background(colours.primary, CircleShape))
            } else {
                Box(dot.border(2.dp, colours.outline, CircleShape))
            }
        }
    }
}

/** How far it is; in words it stands beside. */
@Composable
fun StepsBar(done: UInt, steps: UInt) {
    val colours = MaterialTheme.colorScheme
    val share = if (steps == 0u) 0f else done.toFloat() / steps.toFloat()
    Box(
        Modifier.fillMaxWidth().height(16.dp).border(2.dp, colours.outline, CircleShape).clip(CircleShape)
            .clearAndSetSemantics { progressBarRangeInfo = rangeOf(done, steps) },
    ) { Box(Modifier.fillMaxWidth(share).fillMaxHeight().background(colours.primary)) }
}

private fun rangeOf(done: UInt, all: UInt) = ProgressBarRangeInfo(done.toFloat(), 0f..all.toFloat())
