package jp.kyotaku.app

import android.os.Handler
import android.os.Looper
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.core.Event
import jp.kyotaku.core.View
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import jp.kyotaku.visit.StartException
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** The visit, for as long as the app lives: through rotations, and while another app is in front. */
class RunningVisit private constructor(settings: Settings, val reader: PhoneReader) : Observer {
    private val main = Handler(Looper.getMainLooper())
    private val core = startedVisit(settings, reader, this)
    private val shown = MutableStateFlow(core.view())

    /** What is to be drawn. */
    val view: StateFlow<View> = shown.asStateFlow()

    /** Hands the core what a control stands for. On the main thread. */
    fun send(event: Event) {
        shown.value = core.dispatch(event)
    }

    /** On a thread of the core's. */
    override fun changed() {
        main.post { shown.value = core.view() }
    }

    /** Ends the visit, and lets the core let go of everything. */
    fun end() {
        main.removeCallbacksAndMessages(null)
        core.use { it.shutdown() }
    }

    companion object {
        /** Starts a visit; null where the core cannot start with these settings. */
        fun start(enrolment: Enrolment, reader: PhoneReader): RunningVisit? = try {
            RunningVisit(enrolment.settings(reader.antenna), reader)
        } catch (refused: StartException) {
            null
        }
    }
}
