package jp.kyotaku.app.nfc

import androidx.annotation.StringRes
import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import jp.kyotaku.app.R
import jp.kyotaku.app.part.Heed
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.focusRing
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Audience
import jp.kyotaku.core.Screen

/**
 * Says that NFC is off or absent on every screen that may lead to a tap: whoever types a PIN knows it before the card is held
 * there. It goes by itself when NFC comes on. Staff get the way to the settings with it; a patient, who types the PIN, is led
 * neither there nor out of the app, and is asked to tell them.
 */
@Composable
fun NfcNotice(screen: Screen, audience: Audience) {
    if (!screen.mayLeadToATap) return
    val context = LocalContext.current
    val nfc = remember(context) { NfcSwitch(context) }
    val changes = remember(nfc) { nfc.changes() }
    val state by changes.collectAsStateWithLifecycle(nfc.now(), minActiveState = Lifecycle.State.RESUMED)
    when (state) {
        Nfc.ON -> Unit
        Nfc.OFF -> Notice(R.string.nfc_off_title) {
            OfStaff(audience, R.string.nfc_off_body) { ToTheSettings { context.openNfcSettings() } }
        }
        Nfc.ABSENT -> Notice(R.string.nfc_absent_title) { OfStaff(audience, R.string.nfc_absent_body) {} }
    }
}

@Composable
private fun Notice(@StringRes title: Int, rest: @Composable () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.inside)) {
        Heed(stringResource(title))
        rest()
    }
}

@Composable
private fun OfStaff(audience: Audience, @StringRes toDo: Int, way: @Composable () -> Unit) = when (audience) {
    Audience.STAFF -> {
        Lead(stringResource(toDo))
        way()
    }
    Audience.PATIENT -> Lead(stringResource(R.string.nfc_tell_staff))
}

@Composable
private fun ToTheSettings(open: () -> Unit) {
    val interactions = remember { MutableInteractionSource() }
    OutlinedButton(
        open,
        Modifier.fillMaxWidth().heightIn(min = Space.target).focusRing(interactions),
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.outlinedButtonColors(MaterialTheme.colorScheme.surface, MaterialTheme.colorScheme.primary),
        border = BorderStroke(1.5.dp, MaterialTheme.colorScheme.primary),
        interactionSource = interactions,
    ) {
        Text(stringResource(R.string.nfc_settings), style = MaterialTheme.typography.labelLarge, textAlign = TextAlign.Center)
    }
}

/** The screens from which a card is asked for next, and the tap's own. Of these the PIN's is the patient's, the others are staff's. */
private val Screen.mayLeadToATap: Boolean
    get() = when (this) {
        is Screen.Mode, is Screen.Pin, is Screen.Number, is Screen.Tap, is Screen.Notice -> true
        is Screen.Waiting, is Screen.Compare, is Screen.Eligibility, is Screen.Input, is Screen.Confirm, is Screen.Done,
        is Screen.Revoke,
        -> false
    }
