package jp.kyotaku.app.nfc

import android.app.Activity
import android.content.pm.ActivityInfo
import android.nfc.NfcAdapter
import android.os.Bundle
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged

/** Turns the phone's reader mode on while a card is wanted, and off else. */
class ReaderMode(private val activity: Activity) {
    /**
     * While the activity is in front; until it is cancelled. What is wanted stays wanted over that: an activity that comes
     * back, or is made anew, goes on waiting for the same card.
     *
     * A card that is being read when the activity is paused may be lost: Android itself turns reader mode off then. The core
     * says what became of the tries. What can be spared is the most frequent pause of all: a phone that is laid on a card
     * turns, and would be drawn anew. So the orientation is held for as long as a card is wanted.
     */
    suspend fun follow(reader: PhoneReader) {
        val nfc = NfcSwitch(activity)
        val adapter = nfc.adapter ?: return
        val unasked = UnaskedCards(activity, adapter)
        try {
            unasked.keepFromOtherApps()
            // Android forgets what it was told while NFC was off: it is told again whenever that comes on.
            combine(reader.wanted, nfc.changes()) { card, state -> card.takeIf { state == Nfc.ON } }
                .distinctUntilChanged()
                .collectLatest { card -> if (card != null) adapter.listenFor(card) }
        } finally {
            unasked.leave()
        }
    }

    private suspend fun NfcAdapter.listenFor(card: WantedCard) {
        try {
            enableReaderMode(activity, card::discovered, FLAGS, OPTIONS)
        } catch (refused: RuntimeException) {
            // A right that was taken away, an activity that has just ended: what a device's management can do to any app.
            card.refuse(LinkException.NoService())
        }
        activity.requestedOrientation = ActivityInfo.SCREEN_ORIENTATION_LOCKED
        try {
            awaitCancellation()
        } finally {
            activity.requestedOrientation = ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED
            runCatching { disableReaderMode(activity) }
        }
    }

    private companion object {
        /**
         * Type B is that of a My Number card. Types A and F are called because of what is held to the phone in its place: a
         * phone that does not call them never sees them, and whoever holds a transit card (F) or a bank's card (A) to it would
         * wait a minute to be told that there is none. A phone with a certificate in it is expected to answer as type A `[I]`.
         * The price: a transit card in the phone's own case is found first, and the notice that names it has to be obeyed.
         *
         * No NDEF check: it would select an application that a My Number card does not have, before the core's first command.
         * No sounds: Android plays them when a card is found, and to whoever pays a fare by card that means "done, take it away".
         */
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_B or
            NfcAdapter.FLAG_READER_NFC_A or
            NfcAdapter.FLAG_READER_NFC_F or
            NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or
            NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS

        /** Android's own is 125 ms. A check between two commands disturbs some cards; a command tells, too, that one has left. */
        val OPTIONS = Bundle().apply { putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, 1_000) }
    }
}
