package jp.kyotaku.app.nfc

import android.content.Context
import android.content.Intent
import android.provider.Settings

/**
 * Opens the settings as near to NFC's switch as this phone has a way: not every maker has a page for it alone, and a phone's
 * management may close each of them.
 */
internal fun Context.openNfcSettings() {
    val pages = listOf(Settings.ACTION_NFC_SETTINGS, Settings.ACTION_WIRELESS_SETTINGS, Settings.ACTION_SETTINGS)
    // Where none opens, the words beside the button still say what to look for.
    pages.firstOrNull { page -> runCatching { startActivity(Intent(page)) }.isSuccess }
}
