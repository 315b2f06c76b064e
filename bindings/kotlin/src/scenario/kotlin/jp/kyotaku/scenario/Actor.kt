package jp.kyotaku.scenario

import java.time.Duration
import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.TimeUnit
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Key
import jp.kyotaku.core.Origin
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import kotlinx.serialization.json.JsonElement

/** Holds the phone where there is no screen: reads what the view says, and presses what it holds. */
internal class Actor(private val scene: Scene) : Observer, Holder {
    private val reader = SceneReader(scene)

    /** Holds something while there is a change that was not looked at. */
    private val changes = ArrayBlockingQueue<Unit>(1)

    private val visit = Kyotaku(Settings(scene.service, scene.token, ORIGIN, null, ANTENNA), reader, this)

    override fun changed() {
        changes.offer(Unit)
    }

    /** What stands now. */
    fun view(): View = visit.view()

    override fun seen() = view().seen()

    override fun look(expected: Step.Look, patience: Duration) {
        val end = System.nanoTime() + patience.toNanos()
        while (true) {
            when (val verdict = judge(expected, seen())) {
                is Verdict.Fits -> return
                is Verdict.Never -> throw Astray(verdict.why)
                is Verdict.NotYet -> changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    ?: throw Astray("${verdict.why}; waited ${patience.toSeconds()} s")
            }
        }
    }

    override fun press(label: String, of: String?) {
        val view = view()
        val controls = if (of == null) view.controls() else view.controlsOf(of)
        val found = controls.filter { it.label == label }
        val where = of?.let { " of 「$it」" }.orEmpty()
        if (found.size != 1) throw Astray("there are ${found.size} 「$label」$where to press")
        dispatch(view, found.single())
    }

    override fun typePin(digits: String) = type(digits) { (it as? Screen.Pin ?: throw Astray("there is no PIN pad")).v1.digits }

    override fun typeNumber(digits: String) = type(digits) {
        (it as? Screen.Number ?: throw Astray("there is no pad for the 照合番号B")).v1.digits
    }

    private fun type(digits: String, keysOn: (Screen) -> List<Key>) {
        for (digit in digits) {
            val view = view()
            val key = keysOn(view.screen).find { it.label == digit.toString() }
            dispatch(view, key?.control() ?: throw Astray("the pad has no key 「$digit」"))
        }
    }

    /** The only place where something is pressed: an event that the view itself holds. */
    fun dispatch(view: View, control: Control) {
        if (control !in view.controls()) throw Astray("the view has no such control: $control")
        visit.dispatch(control.event)
    }

    override fun direct(direction: JsonElement) = scene.direct(direction)

    override fun close() {
        visit.use { it.shutdown() }
        reader.awaitRelease()
    }

    override fun troubles(): List<String> = reader.troubles.toList()

    private companion object {
        val ORIGIN = Origin(Channel.VISIT_APP, "kyotaku-scenarios", "1", "phone-1")
        val ANTENNA = Antenna.UPPER_EDGE
    }
}
