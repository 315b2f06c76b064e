package jp.kyotaku.app.theme

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import jp.kyotaku.core.Tone

/** What a status is drawn in: its ground, the words on it, and the edge and the mark, which alone carry its hue. */
internal class ToneColours(val ground: Color, val words: Color, val mark: Color)

/** Material has no roles for these but for an error's, so they are four of our own. */
internal class Tones(
    private val plain: ToneColours,
    private val good: ToneColours,
    private val caution: ToneColours,
    private val alarm: ToneColours,
) {
    operator fun get(tone: Tone): ToneColours = when (tone) {
        Tone.PLAIN -> plain
        Tone.GOOD -> good
        Tone.CAUTION -> caution
        Tone.ALARM -> alarm
    }
}

internal val LightTones = Tones(
    plain = ToneColours(Palette.Blue50, Palette.Gray900, Palette.Blue900),
    good = ToneColours(Palette.Green50, Palette.Gray900, Palette.Green800),
    caution = ToneColours(Palette.Yellow50, Palette.Gray900, Palette.Yellow1000),
    alarm = ToneColours(Palette.Red50, Palette.Gray900, Palette.Red900),
)

internal val DarkTones = Tones(
    plain = ToneColours(Palette.Blue1200, Palette.White, Palette.Blue300),
    good = ToneColours(Palette.Green1200, Palette.White, Palette.Green300),
    caution = ToneColours(Color(0xFF2B2200), Palette.White, Palette.Yellow300),
    alarm = ToneColours(Color(0xFF3A0000), Palette.White, Palette.Red300),
)

internal val LocalTones = staticCompositionLocalOf { LightTones }

/** What a status of this tone is drawn in, by day or by night. */
@Composable
@ReadOnlyComposable
internal fun colours(tone: Tone): ToneColours = LocalTones.current[tone]
