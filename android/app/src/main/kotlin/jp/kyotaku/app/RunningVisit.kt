package jp.kyotaku.app

import android.os.Handler
import android.os.Looper
import jp.kyotaku.app.life.DoubtFile
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.core.Event
import jp.kyotaku.core.Keepsake
import jp.kyotaku.core.View
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import jp.kyotaku.visit.StartException
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** The visit, for as long as the app lives: through rotations, and while another app is in front. */
class RunningVisit private constructor(
    settings: Settings,
    val reader: PhoneReader,
    private val doubts: DoubtFile,
) : Observer {
    private val main = Handler(Looper.getMainLooper())
    private val core = startedVisit(settings, reader, this)
    private val shown = MutableStateFlow(core.view())
    private var ended = false

    /** What is to be drawn. */
    val view: StateFlow<View> = shown.asStateFlow()

    /** What is left of the visit if the app is ended now; null where nothing would be lost. */
    var keepsake: Keepsake? = core.keepsake()
        private set

    init {
        doubts.keep(keepsake)
    }

    /** Hands the core what a control stands for. On the main thread. */
    fun send(event: Event) = show(core.dispatch(event))

    /** On a thread of the core's. */
    override fun changed() {
        main.post { if (!ended) show(core.view()) }
    }

    private fun show(view: View) {
        val now = core.keepsake()
        // Before anybody sees that a request is out.
        if (now != keepsake) doubts.keep(now)
        keepsake = now
        shown.value = view
    }

    /** Ends the visit, and lets the core let go of everything. What is in doubt stays written down for the next. */
    fun end() {
        ended = true
        core.use { it.shutdown() }
    }

    companion object {
        /** Starts a visit, after one that was interrupted if there was one. Reads files, so not on the main thread. */
        fun start(enrolment: Enrolment?, reader: PhoneReader, doubts: DoubtFile, interrupted: String?): Started {
            if (enrolment == null) return Started.Refused(NotStarted.MISSING)
            // What was in doubt outweighs whatever was kept beside it.
            val settings = enrolment.settings(reader.antenna).copy(interrupted = doubts.kept() ?: interrupted)
            return try {
                Started.Running(RunningVisit(settings, reader, doubts))
            } catch (refused: StartException) {
                Started.Refused(NotStarted.of(refused))
            }
        }
    }
}
