package jp.kyotaku.app

import android.content.Context
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings

/** Who this device is to the service: what device management says, and nothing else. */
internal fun enrolled(context: Context): Enrolment? = Enrolment.of(context)

/** Whether a visit reads cards by the phone's antenna: there is no other way. */
internal fun readsByNfc(@Suppress("UNUSED_PARAMETER") settings: Settings): Boolean = true

/** A visit with the phone's own reader. Throws [jp.kyotaku.visit.StartException] where the settings cannot be used. */
internal fun startedVisit(settings: Settings, reader: PhoneReader, observer: Observer): Kyotaku =
    Kyotaku(settings, reader, observer)
