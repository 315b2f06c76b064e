package jp.kyotaku.app.nfc

import android.app.Activity
import android.nfc.NfcAdapter
import android.os.Bundle

/** Turns the phone's antenna on while a card is wanted, and off else. */
class ReaderMode(private val activity: Activity) {
    /** Until it is cancelled. */
    suspend fun follow(reader: PhoneReader) {
        val adapter = NfcAdapter.getDefaultAdapter(activity) ?: return
        try {
            reader.wanted.collect { wanted ->
                if (wanted) adapter.enableReaderMode(activity, reader::discovered, FLAGS, OPTIONS) else adapter.disableReaderMode(activity)
            }
        } finally {
            adapter.disableReaderMode(activity)
        }
    }

    private companion object {
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_B or NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK
        val OPTIONS = Bundle().apply { putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, 1_000) }
    }
}
