package jp.kyotaku.app

import android.app.Application
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/** The app's process. */
open class KyotakuApplication : Application() {
    /** Who this device is to the service; null where nobody has said. */
    open fun enrolment(): Enrolment? = enrolled(this)

    /** Where a visit is started: it reads files and loads the core's library. */
    open val startsOn: CoroutineDispatcher get() = Dispatchers.IO
}
