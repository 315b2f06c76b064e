package jp.kyotaku.app.nfc

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import androidx.core.content.ContextCompat
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.distinctUntilChanged

/** Whether a phone reads cards. */
enum class Nfc {
    /** It cannot: nothing in the settings helps. */
    ABSENT,

    /** It could, and is switched off; also while it goes on or off. */
    OFF,

    ON,
}

/** This phone's NFC, as the settings have it. */
class NfcSwitch(private val context: Context) {
    /** Null where the phone cannot read cards. One that only acts as a card itself has an adapter all the same. */
    val adapter: NfcAdapter?
        get() = NfcAdapter.getDefaultAdapter(context)
            ?.takeIf { context.packageManager.hasSystemFeature(PackageManager.FEATURE_NFC) }

    /** How it stands now. */
    fun now(): Nfc {
        val adapter = adapter ?: return Nfc.ABSENT
        return if (adapter.isEnabled) Nfc.ON else Nfc.OFF
    }

    /** How it stands, and whenever it is switched: also from the quick settings, which do not pause an activity. */
    fun changes(): Flow<Nfc> = callbackFlow {
        val receiver = object : BroadcastReceiver() {
            override fun onReceive(context: Context, intent: Intent) {
                // What it says, and not how it stands by now: off and on again would look as if nothing had been.
                val state = intent.getIntExtra(NfcAdapter.EXTRA_ADAPTER_STATE, NfcAdapter.STATE_OFF)
                trySend(if (state == NfcAdapter.STATE_ON) Nfc.ON else Nfc.OFF)
            }
        }
        // Exported: the NFC service, which sends it, is an app of its own. No other app can send it.
        val switched = IntentFilter(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED)
        ContextCompat.registerReceiver(context, receiver, switched, ContextCompat.RECEIVER_EXPORTED)
        trySend(now())
        awaitClose { context.unregisterReceiver(receiver) }
    }.buffer(Channel.UNLIMITED).distinctUntilChanged()
}
