package jp.kyotaku.app.accessibility

import androidx.compose.ui.unit.dp

/**
 * Every control is drawn at least 48 dp wide and high, and the places to touch of no two overlap: a trembling finger is to hit what
 * it sees and means.
 */
internal object TargetsAreLarge : Rule {
    private val LEAST = 48.dp

    override fun check(screen: WholeScreen): List<String> = with(screen.density) {
        val targets = screen.controls
        // Half a pixel is rounding.
        val small = targets.filter { it.boundsInRoot.intersect(screen.window).run { width < LEAST.toPx() - 0.5f || height < LEAST.toPx() - 0.5f } }
            .map { "${it.words} is ${it.boundsInRoot.width.toDp()} x ${it.boundsInRoot.height.toDp()}, or a part of it beyond the window" }
        val overlapping = targets.flatMapIndexed { place, one ->
            targets.drop(place + 1).filter { other ->
                val both = one.touchBoundsInRoot.intersect(other.touchBoundsInRoot)
                both.width > 0.5f && both.height > 0.5f
            }.map { "${one.words} and ${it.words} overlap" }
        }
        small + overlapping
    }
}
