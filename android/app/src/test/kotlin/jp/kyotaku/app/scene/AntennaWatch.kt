package jp.kyotaku.app.scene

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.nfc.AvailableNfcAntenna
import android.nfc.NfcAdapter
import android.nfc.NfcAntennaInfo
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

    /** NFC is on, and the antenna is where the scenarios have it: at the upper edge of the phone's back. */
    internal fun asInScenarios() {
        setEnabled(true)
        setNfcAntennaInfo(NfcAntennaInfo(70, 150, false, listOf(AvailableNfcAntenna(35, 140))))
    }

    /** Somebody who has read what the screen says switches NFC on again, where it is off. */
    internal fun switchedOnAgain(app: Context) {
        if (isEnabled) return
        setEnabled(true)
        app.sendBroadcast(
            Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED).putExtra(NfcAdapter.EXTRA_ADAPTER_STATE, NfcAdapter.STATE_ON),
        )
    }
}
