package jp.kyotaku.app.pictures

import org.robolectric.RuntimeEnvironment

/** How a phone is set and held: what a screen looks different by. */
internal enum class Wear(private val qualifiers: String, private val fontScale: Float, val suffix: String) {
    LIGHT("w360dp-h780dp-port-notnight-xhdpi", 1f, ""),
    DARK("w360dp-h780dp-port-night-xhdpi", 1f, "-dark"),
    LARGE("w360dp-h780dp-port-notnight-xhdpi", 2f, "-large"),
    LANDSCAPE("w780dp-h360dp-land-notnight-xhdpi", 1f, "-landscape"),
    LARGE_LANDSCAPE("w780dp-h360dp-land-notnight-xhdpi", 2f, "-large-landscape"),
    TABLET("w800dp-h1280dp-port-notnight-xhdpi", 1f, "-tablet"),
    ;

    /** From the next activity on. */
    fun putOn() {
        RuntimeEnvironment.setQualifiers("ja-rJP-$qualifiers")
        RuntimeEnvironment.setFontScale(fontScale)
    }
}
