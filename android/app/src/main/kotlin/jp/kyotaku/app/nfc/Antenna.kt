package jp.kyotaku.app.nfc

import android.content.Context
import android.nfc.NfcAntennaInfo
import android.os.Build
import androidx.annotation.RequiresApi
import jp.kyotaku.core.Antenna as Position

/** Where this phone feels a card, as far as it says. */
object Antenna {
    /** Unknown before Android 14, which was the first to tell, and where a maker does not say. */
    fun of(context: Context): Position {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return Position.UNKNOWN
        return runCatching { NfcSwitch(context).adapter?.nfcAntennaInfo?.let(::of) }.getOrNull() ?: Position.UNKNOWN
    }

    /** Of several antennas only what holds for all: one place is said. There are no words for the lower third. */
    @RequiresApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    internal fun of(info: NfcAntennaInfo): Position {
        // Millimetres; 0 is the lower edge of a phone that is held upright, a foldable one unfolded.
        val height = info.deviceHeight
        if (height <= 0) return Position.UNKNOWN
        val places = info.availableNfcAntennas.map { antenna ->
            when (antenna.locationY * 3) {
                in height until 2 * height -> Position.MIDDLE
                in 2 * height..3 * height -> Position.UPPER_EDGE
                else -> Position.UNKNOWN
            }
        }
        return places.distinct().singleOrNull() ?: Position.UNKNOWN
    }
}
