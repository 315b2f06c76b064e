package jp.kyotaku.misbehaviour

import jp.kyotaku.core.Event
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Scene
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * A visit that ends while its card is waited for or read: the reader's coroutine is cancelled and the card released,
 * nothing is called any more, and nothing is registered.
 */
@Execution(ExecutionMode.CONCURRENT)
class EndedWhileReadingTest {
    @TestFactory
    fun `cancel says that nothing was registered, and the visit can begin anew`() = atEachPlace { place, scene ->
        held(place, scene) { shell -> shell.visit.cancel() }.use { shell ->
            shell.press("最初に戻る")
            shell.toTheCard()
            shell.toTheEnd()
        }
    }

    @TestFactory
    fun `shutdown says that nothing was registered`() = atEachPlace { place, scene ->
        held(place, scene) { shell ->
            shell.visit.shutdown()
            shell.visit.view()
        }.use { shell ->
            val view = shell.visit.view()
            assertEquals(view, shell.press("最初に戻る"), "presses change nothing")
            shell.visit.shutdown()
            assertEquals(view, shell.visit.view())
        }
        scene.visitWithoutTrouble()
    }

    @TestFactory
    fun `after close a call throws IllegalStateException and nothing else`() = atEachPlace { place, scene ->
        val shell = held(place, scene) { shell ->
            shell.visit.close()
            null
        }
        val calls = mapOf<String, () -> Any?>(
            "cancel" to { shell.visit.cancel() },
            "view" to { shell.visit.view() },
            "lastWords" to { shell.visit.lastWords() },
            "shutdown" to { shell.visit.shutdown() },
            "dispatch" to { shell.visit.dispatch(Event.Back) },
        )
        for ((name, call) in calls) {
            assertEquals(IllegalStateException::class, assertThrows(Throwable::class.java, { call() }, name)::class)
        }
        shell.visit.close()
        scene.visitWithoutTrouble()
    }

    @TestFactory
    fun `a scope that owns the visit may be cancelled`() = atEachPlace { place, scene ->
        held(place, scene) { shell ->
            // As an Android ViewModel does it: the visit ends with the scope.
            val owner = CoroutineScope(SupervisorJob() + Dispatchers.Default)
            val owned = CompletableDeferred<Unit>()
            var last: View? = null
            owner.launch {
                try {
                    owned.complete(Unit)
                    awaitCancellation()
                } finally {
                    last = shell.visit.cancel()
                    shell.visit.close()
                }
            }
            eventually("it is owned") { owned.isCompleted }
            owner.cancel()
            eventually("the scope has ended") { owner.coroutineContext.job.isCompleted }
            last
        }
        scene.visitWithoutTrouble()
    }

    companion object {
        @AfterAll
        @JvmStatic
        fun `no coroutine is left`() = noCoroutineIsLeft()
    }
}

/** The test at each place; another visit must end well there, and be the only one that is registered. */
private fun atEachPlace(test: (Place, Scene) -> Unit) = Place.entries.map { place ->
    dynamicTest("at $place") {
        theScene().use { scene ->
            test(place, scene)
            assertEquals(1, scene.registered().size)
        }
    }
}

/**
 * A visit that ends while its reader is held at this place, and what must be so then.
 *
 * @param end ends it, and returns the last view if it can still be had.
 */
private fun held(place: Place, scene: Scene, end: (Shell) -> View?): Shell {
    val card = RehearsedCard(scene)
    val held = Held()
    card.at(place) { held.untilItsCancellation() }
    val shell = Shell(scene, card)
    shell.toTheCard()
    held.hasBegun()
    val connects = card.connects.get()
    val commands = card.commands.get()
    val changes = shell.changes
    end(shell)?.let { Said.cancelledAt(place).assertSaidBy(it) }
    held.hasEnded()
    eventually("the card is released") { card.channels.all { it.released.get() > 0 } }
    card.awaitRelease()
    nothingIsRegistered(scene)
    assertEquals(0, scene.card().number("channels"))
    // Another visit, from beginning to end, is time enough for whatever might still be on its way.
    theScene().use { it.visitWithoutTrouble() }
    eachChannelIsReleasedOnce(card)
    assertEquals(connects, card.connects.get(), "connects that began afterwards")
    assertEquals(commands, card.commands.get(), "commands that began afterwards")
    assertEquals(changes, shell.changes, "calls of the observer that began afterwards")
    return shell
}
