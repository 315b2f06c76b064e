package jp.kyotaku.app.part

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.app.theme.colours
import jp.kyotaku.core.Tone

/** What happened, as strongly as it is: by its mark, by its edge, and in words. */
@Composable
fun Status(text: String, tone: Tone, modifier: Modifier = Modifier) {
    Banner(text, tone, MaterialTheme.typography.titleLarge, modifier.semantics { liveRegion = LiveRegionMode.Polite })
}

/** Something to heed before going on, for example how many tries are left. */
@Composable
fun Heed(text: String) {
    Banner(text, Tone.CAUTION, MaterialTheme.typography.bodyLarge, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
}

/** Why a press did not go on. It comes into sight by itself, wherever the press was. */
@Composable
fun Hint(text: String?) {
    if (text == null) return
    val sight = remember { BringIntoViewRequester() }
    LaunchedEffect(text) { sight.bringIntoView() }
    Banner(
        text,
        Tone.ALARM,
        MaterialTheme.typography.bodyLarge,
        Modifier.bringIntoViewRequester(sight).semantics { liveRegion = LiveRegionMode.Polite },
    )
}

@Composable
private fun Banner(text: String, tone: Tone, style: TextStyle, modifier: Modifier, mark: ImageVector = Mark.of(tone)) {
    val colours = colours(tone)
    val shape = MaterialTheme.shapes.medium
    Row(
        Modifier.fillMaxWidth().background(colours.ground, shape).border(2.dp, colours.mark, shape).padding(12.dp),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        MarkIcon(mark, colours.mark, style.fontSize * 1.2f)
        Text(text, modifier.weight(1f), color = colours.words, style = style)
    }
}

/** What of something holds now, under its title: as [Status], and quieter. */
@Composable
fun Standing(text: String, tone: Tone) {
    Banner(text, tone, MaterialTheme.typography.titleMedium, Modifier)
}

/** Words with a mark of their own beside them. */
@Composable
fun Marked(mark: ImageVector, text: String) {
    val style = MaterialTheme.typography.bodyLarge
    Row(Modifier.fillMaxWidth().padding(vertical = 12.dp), horizontalArrangement = Arrangement.spacedBy(10.dp)) {
        MarkIcon(mark, MaterialTheme.colorScheme.primary, style.fontSize * 1.3f)
        Text(text, Modifier.weight(1f), style = style)
    }
}
