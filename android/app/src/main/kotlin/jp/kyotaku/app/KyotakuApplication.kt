package jp.kyotaku.app

import android.app.Application

/** The app's process. */
open class KyotakuApplication : Application() {
    /** Who this device is to the service; null where nobody has said. */
    open fun enrolment(): Enrolment? = enrolled(this)
}
