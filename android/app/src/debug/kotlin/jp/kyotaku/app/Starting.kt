package jp.kyotaku.app

import android.content.Context
import android.nfc.NfcAdapter
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings

// A debug build that no device management has set up speaks to `kyotaku service --sample` on the developer's machine, which
// `adb reverse` makes this device's own: the core allows plain http to no other. android/README.md has the commands.
private const val SERVICE = "http://127.0.0.1:8080/"
private const val TOKEN = "TEST-ONLY-device-of-1234567890"
private const val CARD = "127.0.0.1:35963"

/** A device of the sample that has an antenna. */
private const val PHONE = "sample-phone"

/** One that has none, as every emulator: it cannot be tapped, and reads the software card. */
internal const val EMULATOR = "sample-emulator"

/** Who this device is to the service: what device management says, or the sample. */
internal fun enrolled(context: Context): Enrolment? {
    val device = if (NfcAdapter.getDefaultAdapter(context) == null) EMULATOR else PHONE
    return Enrolment.of(context) ?: Enrolment.local(context, SERVICE, TOKEN, device)
}

/** Whether a visit reads cards by the phone's antenna: on the sample's emulator it has the software card. */
internal fun readsByNfc(settings: Settings): Boolean = settings.origin.device != EMULATOR

/**
 * A visit with the phone's own reader; on the sample's emulator with the software card of `kyotaku card serve`. Throws
 * [jp.kyotaku.visit.StartException] where the settings cannot be used.
 */
internal fun startedVisit(settings: Settings, reader: PhoneReader, observer: Observer): Kyotaku =
    if (readsByNfc(settings)) Kyotaku(settings, reader, observer) else Kyotaku.withSoftwareCard(settings, CARD, observer)
