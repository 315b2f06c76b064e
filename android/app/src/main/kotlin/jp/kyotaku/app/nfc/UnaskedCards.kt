package jp.kyotaku.app.nfc

import android.app.Activity
import android.app.PendingIntent
import android.content.Intent
import android.nfc.NfcAdapter

/**
 * A card that nobody asked for: one that is laid there before the PIN is typed, or stays there after it was read. While the
 * screen is on Android looks for cards by itself, and would start an app that calls itself a reader of them, over the
 * patient's form. While this app is in front such a card goes to nobody: its discovery is told in a broadcast that has no
 * receiver, and nothing is asked of it.
 */
internal class UnaskedCards(private val activity: Activity, private val adapter: NfcAdapter) {
    /** The activity is in front. Where it cannot be done, other apps may come up; nothing else changes. */
    fun keepFromOtherApps() {
        val toNobody = Intent("${activity.packageName}.CARD_THAT_NOBODY_ASKED_FOR").setPackage(activity.packageName)
        runCatching {
            val discovery = PendingIntent.getBroadcast(activity, 0, toNobody, PendingIntent.FLAG_IMMUTABLE)
            // Without filters: every card.
            adapter.enableForegroundDispatch(activity, discovery, null, null)
        }
    }

    /** The activity is no longer in front; Android may have ended it by itself. */
    fun leave() {
        runCatching { adapter.disableForegroundDispatch(activity) }
    }
}
