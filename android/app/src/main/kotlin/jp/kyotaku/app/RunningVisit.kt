package jp.kyotaku.app

import jp.kyotaku.app.life.DoubtFile
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.core.Audience
import jp.kyotaku.core.Event
import jp.kyotaku.core.Keepsake
import jp.kyotaku.core.View
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import jp.kyotaku.visit.StartException
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** The visit, for as long as the app lives: through rotations, and while another app is in front. */
class RunningVisit private constructor(
    private val core: Kyotaku,
    val reader: PhoneReader,
    private val doubts: DoubtFile,
    /** Whether this phone's antenna is what cards are read by. */
    val readsByNfc: Boolean,
) {
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

    /** The core has changed something by itself. On the main thread. */
    private fun changed() {
        if (!ended) show(core.view())
    }

    /** Whether nothing is lost if it ends on this screen, and it is staff who hold the phone: no patient is led out of it. */
    fun mayBeLeft(view: View) = keepsake == null && view.audience == Audience.STAFF

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
        fun start(
            enrolment: Enrolment?,
            reader: PhoneReader,
            doubts: DoubtFile,
            interrupted: String?,
            core: (Settings, PhoneReader, Observer) -> Kyotaku = ::startedVisit,
        ): Started {
            // What was in doubt outweighs whatever was kept beside it.
            val before = doubts.kept() ?: interrupted
            if (enrolment == null) return Started.Refused(NotStarted.MISSING, before != null)
            val settings = enrolment.settings(reader.antenna).copy(interrupted = before)
            return try {
                val changes = Changes()
                val visit = RunningVisit(core(settings, reader, changes), reader, doubts, readsByNfc(settings))
                changes.tell(visit::changed)
                Started.Running(visit)
            } catch (refused: StartException) {
                Started.Refused(NotStarted.of(refused), before != null)
            }
        }
    }
}
