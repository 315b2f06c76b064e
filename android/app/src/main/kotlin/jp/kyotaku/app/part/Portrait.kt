package jp.kyotaku.app.part

import android.graphics.Bitmap
import androidx.compose.foundation.Image
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.FilterQuality
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import jp.kyotaku.core.Picture

/**
 * The portrait from the card, as large as there is room. It is drawn from the bytes in the view, and let go of with the
 * screen: it is in no cache, in no saved state and in no file.
 */
@Composable
fun Portrait(picture: Picture, modifier: Modifier = Modifier) {
    val drawn = remember(picture) { drawn(picture) }
    Image(
        drawn,
        contentDescription = picture.spoken,
        modifier.widthIn(max = 400.dp).fillMaxWidth()
            .aspectRatio(picture.width.toFloat() / picture.height.toFloat())
            .border(1.dp, MaterialTheme.colorScheme.outline),
        contentScale = ContentScale.Fit,
        filterQuality = FilterQuality.High,
    )
}

private fun drawn(picture: Picture): ImageBitmap {
    val pixels = IntArray(picture.grey.size) { place ->
        val grey = picture.grey[place].toInt() and 0xFF
        android.graphics.Color.rgb(grey, grey, grey)
    }
    return Bitmap.createBitmap(pixels, picture.width.toInt(), picture.height.toInt(), Bitmap.Config.ARGB_8888).asImageBitmap()
}
