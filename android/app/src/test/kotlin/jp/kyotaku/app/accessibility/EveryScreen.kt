package jp.kyotaku.app.accessibility

import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Actor
import jp.kyotaku.scenario.Holder
import jp.kyotaku.scenario.SCENARIOS
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.consentVisits
import jp.kyotaku.scenario.controls
import jp.kyotaku.scenario.play
import jp.kyotaku.scenario.reading
import jp.kyotaku.scenario.visitsIn

/** Every screen that any step of any visit looks at, from the real core, each once; by the visit that it first stood in. */
internal object EveryScreen {
    /** Visits wait for one another's limits in vain: they are played side by side. */
    private const val SIDE_BY_SIDE = 16

    /** The screens, in a fixed order. */
    val all: List<Pair<String, View>> by lazy {
        val found = ConcurrentHashMap<List<String>, Pair<String, View>>()
        val visits = visitsIn(SCENARIOS.resolve("visits")) + consentVisits(SCENARIOS.resolve("consent.json"))
        val players = Executors.newFixedThreadPool(SIDE_BY_SIDE)
        try {
            val played = visits.map { visit ->
                players.submit(Callable { play(visit) { scene -> Onlooker(Actor(scene)) { found.putIfAbsent(it.likeness(), visit.name to it) } } })
            }
            played.forEach { it.get() }
        } finally {
            players.shutdown()
        }
        found.toSortedMap(compareBy { it.toString() }).values.toList()
    }

    /** What two screens have in common that look alike. */
    private fun View.likeness() = reading() + controls().map { it.label } + screen.javaClass.simpleName
}

/** Shows what stands at each look. */
private class Onlooker(private val actor: Actor, private val seen: (View) -> Unit) : Holder by actor {
    override fun look(expected: Step.Look, patience: Duration) {
        actor.look(expected, patience)
        seen(actor.view())
    }
}
