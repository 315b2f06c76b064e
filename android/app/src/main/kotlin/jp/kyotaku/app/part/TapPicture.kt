package jp.kyotaku.app.part

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp

@Composable
internal fun TapPicture(position: String) {
    val colours = MaterialTheme.colorScheme
    Canvas(Modifier.widthIn(max = 400.dp).fillMaxWidth().aspectRatio(1.8f)) {
        drawRect(colours.surfaceContainer)
    }
}
