package jp.kyotaku.app.scene

import jp.kyotaku.app.RunningVisit
import jp.kyotaku.core.Event
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** Stands before the app's own visit and notes what the screens send. While controls are tried, nothing reaches the core. */
@Implements(RunningVisit::class)
internal class WatchedVisit {
    @RealObject
    private lateinit var real: RunningVisit

    @Implementation
    fun send(event: Event) {
        val tried = trying
        if (tried != null) {
            tried += event
        } else {
            sent += event
            Shadow.directlyOn<Unit, RunningVisit>(real, RunningVisit::class.java, "send", ClassParameter.from(Event::class.java, event))
        }
    }

    companion object {
        private var trying: MutableList<Event>? = null

        /** What has been sent to the core. */
        val sent = mutableListOf<Event>()

        fun forget() = sent.clear()

        /** What is sent while this goes on; the core hears nothing of it. */
        fun trying(press: () -> Unit): List<Event> {
            val tried = mutableListOf<Event>()
            trying = tried
            try {
                press()
            } finally {
                trying = null
            }
            return tried
        }
    }
}
