package jp.kyotaku.misbehaviour

import com.sun.jna.Callback
import com.sun.jna.Native
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.controls
import jp.kyotaku.visit.ObserverException
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/** An observer, or a channel's release, that throws; and an observer that calls the visit from its callback. */
@Execution(ExecutionMode.CONCURRENT)
class ObserverTest {
    @TestFactory
    fun `a visit does not mind an observer that throws`() = thrown().map { (name, make) ->
        dynamicTest(name) {
            theScene().use { scene ->
                Shell(scene) { throw make() }.use { shell ->
                    shell.toTheCard()
                    val done = shell.toTheEnd()
                    assertTrue(PERSONAL !in everythingIn(done))
                    assertTrue(shell.changes > 0)
                }
                scene.visitWithoutTrouble()
                assertEquals(2, scene.registered().size)
            }
        }
    }

    @TestFactory
    fun `a visit does not mind a channel that throws when it is released`() = thrown().map { (name, make) ->
        dynamicTest(name) {
            theScene().use { scene ->
                val card = RehearsedCard(scene)
                card.whenReleased = { throw make() }
                Shell(scene, card).use { shell ->
                    shell.toTheCard()
                    val done = shell.toTheEnd()
                    assertTrue(PERSONAL !in everythingIn(done))
                }
                eachChannelIsReleasedOnce(card)
                scene.visitWithoutTrouble()
                assertEquals(2, scene.registered().size)
            }
        }
    }

    @Test
    fun `a whole visit can be pressed from the observer's callback alone`(): Unit = theScene().use { scene ->
        val done = CountDownLatch(1)
        val presser = OnePresser { shell -> shell.pressOn(done) }
        Shell(scene) { presser.press() }.use { shell ->
            // Its first changes may have come before there was a visit to press.
            presser.begin(shell)
            assertTrue(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "there stands ${shell.visit.view().heading}")
        }
        assertEquals(1, scene.registered().size)
    }

    @TestFactory
    fun `a visit can be ended from the observer's callback`() = listOf<Pair<String, (Shell) -> Unit>>(
        "cancel" to { it.visit.cancel() },
        "shutdown" to { it.visit.shutdown() },
        "close" to { it.visit.close() },
        "cancel, shutdown and close" to {
            it.visit.cancel()
            it.visit.shutdown()
            it.visit.close()
        },
    ).map { (name, end) ->
        dynamicTest(name) {
            theScene().use { scene ->
                val card = RehearsedCard(scene)
                val ended = CountDownLatch(1)
                val reading = CountDownLatch(1)
                card.at(Place.VERIFY) { real -> real().also { reading.countDown() } }
                val shell = Shell(scene, card) { shell ->
                    // The card's certificate is being read, or was: the core's own thread is in the middle of a tap.
                    if (reading.count == 0L && ended.count > 0) {
                        end(shell)
                        ended.countDown()
                    }
                }
                shell.toTheCard()
                assertTrue(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it came back from $name")
                eventually("the card is released") { card.channels.all { it.released.get() > 0 } }
                nothingIsRegistered(scene)
                eachChannelIsReleasedOnce(card)
                scene.visitWithoutTrouble()
            }
        }
    }

    companion object {
        private val uncaught = ConcurrentLinkedQueue<Throwable>()
        private val before: Callback.UncaughtExceptionHandler = Native.getCallbackExceptionHandler()

        @BeforeAll
        @JvmStatic
        fun `what JNA catches is collected`() {
            Native.setCallbackExceptionHandler { _, error -> uncaught += error }
        }

        @AfterAll
        @JvmStatic
        fun `nothing but the tests' own errors came that far`() {
            Native.setCallbackExceptionHandler(before)
            val others = uncaught.filterNot { it is StackOverflowError && it.message == PERSONAL }
            assertEquals(emptyList<Throwable>(), others)
            assertTrue(uncaught.isNotEmpty(), "the generated code leaves an Error to JNA")
            noCoroutineIsLeft()
        }
    }
}

/** What an observer and a release may throw. */
private fun thrown(): List<Pair<String, () -> Throwable>> = listOf(
    "its own exception" to { ObserverException.Failed() },
    "an exception that nobody expects" to { IllegalArgumentException(PERSONAL) },
    "an Error of the JVM" to { StackOverflowError(PERSONAL) },
)

/**
 * Looks and presses on one thread at a time: of two that found the same view, both would type its next digit. Who comes
 * meanwhile does not wait, and is not forgotten: whoever is pressing looks once more.
 */
private class OnePresser(private val pressOn: (Shell) -> Unit) {
    private val asked = AtomicInteger()

    /** None until there is a visit: what changes before then is looked at when it begins. */
    @Volatile
    private var shell: Shell? = null

    fun begin(shell: Shell) {
        this.shell = shell
        press()
    }

    fun press() {
        val shell = shell ?: return
        if (asked.getAndIncrement() > 0) return
        do {
            val answered = asked.get()
            pressOn(shell)
        } while (!asked.compareAndSet(answered, 0))
    }
}

/** Presses whatever leads on from the view as it is now. */
private fun Shell.pressOn(done: CountDownLatch) {
    while (true) {
        val view = visit.view()
        val next = when (val screen = view.screen) {
            is Screen.Mode -> listOf("訪問診療等")
            is Screen.Pin -> listOf(SAMPLE_PIN.getOrNull(screen.v1.entered.toInt())?.toString() ?: "次へ（カードをかざす）")
            is Screen.Tap, is Screen.Waiting -> return
            is Screen.Eligibility -> listOf("同意登録へ進む（患者に画面を向ける）")
            is Screen.Input -> listOf("すべての項目に同意しない", "確認へ進む")
            is Screen.Confirm -> listOf("同意内容に登録する")
            is Screen.Done -> return done.countDown()
            is Screen.Number, is Screen.Compare, is Screen.Revoke, is Screen.Notice,
            -> error("there stands ${view.heading}")
        }
        for (label in next) visit.dispatch(view.controls().first { it.label == label }.event)
    }
}
