package jp.kyotaku.app.part

import androidx.compose.animation.core.FastOutSlowInEasing
import androidx.compose.animation.core.withInfiniteAnimationFrameMillis
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.FloatState
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.MotionDurationScale
import kotlin.coroutines.coroutineContext

private const val DOWN = 1_600f
private const val ROUND = 2_400f
private const val ROUNDS = 2

/**
 * A phone that is lowered, its back first, on to a card that lies flat. Where on its back it feels the card differs from phone
 * to phone: that is said in words, and the picture does not say it. It moves twice when it comes, and again when the words say another
 * place: under five seconds, because what moves for longer has to have a way to be stopped. It stands still where the
 * device has animations switched off.
 */
@Composable
internal fun TapPicture(position: String, modifier: Modifier = Modifier) {
    val lowered by lowered(position)
    val drawing = TapDrawing.of(MaterialTheme.colorScheme)
    Canvas(modifier.fillMaxWidth().aspectRatio(TapDrawing.ASPECT)) { with(drawing) { draw(lowered) } }
}

/** 0 while the phone is held high, 1 once it is down; at rest it is down. */
@Composable
private fun lowered(position: String): FloatState {
    val lowered = remember { mutableFloatStateOf(1f) }
    LaunchedEffect(position) {
        val slower = coroutineContext[MotionDurationScale]?.scaleFactor ?: 1f
        if (slower == 0f) return@LaunchedEffect
        // The clock of animations without an end, although this one has one: nothing that waits for the screen to come to rest need wait for it.
        val begun = withInfiniteAnimationFrameMillis { it }
        var passed = 0f
        while (passed < ROUND * ROUNDS) {
            passed = (withInfiniteAnimationFrameMillis { it } - begun) / slower
            lowered.floatValue = FastOutSlowInEasing.transform((passed % ROUND / DOWN).coerceAtMost(1f))
        }
        lowered.floatValue = 1f
    }
    return lowered
}
