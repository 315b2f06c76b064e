package jp.kyotaku.app.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import jp.kyotaku.core.Tone
import org.junit.Assert.assertEquals
import org.junit.Test

/** Every pair of colours that is drawn one on the other, by day and by night. */
class ColoursTest {
    @Test
    fun `words stand at 4,5 to 1 on whatever they are drawn on`() {
        assertEquals(emptyList<String>(), tooFaint(4.5) { words() })
    }

    @Test
    fun `what makes a control a control stands at 3 to 1 against the page`() {
        assertEquals(emptyList<String>(), tooFaint(3.0) { edges() })
    }

    @Test
    fun `a pair that is too faint is found`() {
        assertEquals(listOf("by day: grey on white"), tooFaint(4.5) { if (this === Light) listOf(Pair("grey on white", Color(0xFF949494) to Color.White)) else emptyList() })
    }

    @Test
    fun `the mark of a chosen answer differs from an empty one in lightness, not in hue alone`() {
        for (scheme in listOf(Light, Dark)) {
            assert(contrast(scheme.primary, scheme.surface) >= 3.0)
            assert(contrast(scheme.onPrimary, scheme.primary) >= 4.5)
        }
    }

    private fun ColorScheme.words() = listOf(
        "words on the page" to (onBackground to background),
        "words on a surface" to (onSurface to surface),
        "quiet words" to (onSurfaceVariant to surface),
        "a main button's label" to (onPrimary to primary),
        "another button's label" to (primary to surface),
        "a chosen answer's words" to (onPrimaryContainer to primaryContainer),
        "a missing answer's state" to (error to surface),
        "a missing answer's sign" to (onError to error),
    ) + Tone.entries.map { "words of a status, $it" to (tones()[it].words to tones()[it].ground) }

    private fun ColorScheme.edges() = listOf(
        "a main button" to (primary to background),
        "an answer's edge" to (outline to background),
        "a chosen answer's edge on its ground" to (primary to primaryContainer),
        "the bar of a missing answer" to (error to background),
    ) + Tone.entries.flatMap {
        listOf("edge of a status, $it" to (tones()[it].mark to background), "mark of a status, $it" to (tones()[it].mark to tones()[it].ground))
    }

    private fun ColorScheme.tones() = if (this === Light) LightTones else DarkTones

    private fun tooFaint(least: Double, pairs: ColorScheme.() -> List<Pair<String, Pair<Color, Color>>>) =
        listOf("by day" to Light, "by night" to Dark).flatMap { (time, scheme) ->
            scheme.pairs().filter { (_, pair) -> contrast(pair.first, pair.second) < least }.map { "$time: ${it.first}" }
        }

    /** As WCAG 2.2 defines it. */
    private fun contrast(one: Color, other: Color): Double {
        val (dark, light) = listOf(one.luminance(), other.luminance()).sorted()
        return (light + 0.05) / (dark + 0.05)
    }
}
