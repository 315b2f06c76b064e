package jp.kyotaku.app.nfc

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedCard
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import jp.kyotaku.app.R
import jp.kyotaku.core.Screen

/**
 * Says that NFC is off or absent, with the way to the settings, on every screen that may lead to a tap: whoever types a PIN
 * knows it before the card is held there. It goes by itself when NFC comes on.
 */
@Composable
fun NfcNotice(screen: Screen) {
    if (!screen.mayLeadToATap) return
    val context = LocalContext.current
    val nfc = remember(context) { NfcSwitch(context) }
    val changes = remember(nfc) { nfc.changes() }
    val state by changes.collectAsStateWithLifecycle(nfc.now(), minActiveState = Lifecycle.State.RESUMED)
    when (state) {
        Nfc.ON -> Unit
        Nfc.OFF -> NoticeCard(R.string.nfc_off_title, R.string.nfc_off_body) {
            Button({ context.openNfcSettings() }, Modifier.fillMaxWidth().heightIn(min = 56.dp)) {
                Text(stringResource(R.string.nfc_settings))
            }
        }
        Nfc.ABSENT -> NoticeCard(R.string.nfc_absent_title, R.string.nfc_absent_body) {}
    }
}

@Composable
private fun NoticeCard(@StringRes title: Int, @StringRes body: Int, way: @Composable () -> Unit) {
    OutlinedCard(Modifier.fillMaxWidth()) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            // Spoken when it comes up: it is not where a screen reader stands.
            Column(Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }) {
                Text(stringResource(title), style = MaterialTheme.typography.titleMedium)
                Text(stringResource(body), style = MaterialTheme.typography.bodyLarge)
            }
            way()
        }
    }
}

/** Staff's screens from which a card is asked for next, and the tap's own. No patient reads of the phone's settings. */
private val Screen.mayLeadToATap: Boolean
    get() = when (this) {
        is Screen.Mode, is Screen.Pin, is Screen.Number, is Screen.Tap, is Screen.Notice -> true
        is Screen.Waiting, is Screen.Compare, is Screen.Eligibility, is Screen.Input, is Screen.Confirm, is Screen.Done,
        is Screen.Revoke,
        -> false
    }
