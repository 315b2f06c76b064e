package jp.kyotaku.app.scene

import android.app.Activity
import android.nfc.NfcAdapter
import android.os.Bundle
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowNfcAdapter

/** The phone's NFC; counts how often reader mode came on, because a card that lies there is discovered anew each time. */
@Implements(NfcAdapter::class)
class AntennaWatch : ShadowNfcAdapter() {
    /** How often reader mode came on. */
    @Volatile
    var cameOn = 0
        private set

    /** How it was asked for, the last time. */
    @Volatile
    var flags = 0
        private set

    /** Thrown at whoever asks for reader mode. */
    @Volatile
    var refusal: RuntimeException? = null

    @Implementation
    override fun enableReaderMode(activity: Activity, callback: NfcAdapter.ReaderCallback, flags: Int, extras: Bundle?) {
        refusal?.let { throw it }
        super.enableReaderMode(activity, callback, flags, extras)
        this.flags = flags
        cameOn += 1
    }
}
