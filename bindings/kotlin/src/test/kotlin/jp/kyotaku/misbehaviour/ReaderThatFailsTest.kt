package jp.kyotaku.misbehaviour

import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue
import jp.kyotaku.visit.LinkException
import jp.kyotaku.core.Screen
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * A reader that throws, or never answers, wherever it is asked: the core says so within its limit, nothing is
 * registered, a PIN is presented at most once, and the visit goes on to its end, as does the next one.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReaderThatFailsTest {
    @TestFactory
    fun `a reader that never answers is given up when its time is over`() = everywhere { place ->
        var left = false
        val hangs: Trouble = {
            try {
                awaitCancellation()
            } finally {
                left = true
            }
        }
        val took = reported(place, hangs, afterSilenceAt(place))
        assertTrue(left, "its coroutine was cancelled")
        assertTrue(took >= limitAt(place), "$took is too soon")
    }

    @TestFactory
    fun `an Error of the JVM is reported when the time is over`() = everywhere { place ->
        // The generated code does not catch it, so that it goes where a thread's uncaught errors go.
        val error = StackOverflowError("$PERSONAL, at $place")
        val took = reported(place, { throw error }, afterSilenceAt(place))
        assertTrue(took >= limitAt(place), "$took is too soon")
        assertTrue(error in uncaught)
    }

    @TestFactory
    fun `an exception that nobody expects is reported and its text is dropped`() = everywhere { place ->
        val took = reported(place, { throw IllegalArgumentException(PERSONAL) }, after(place, LinkException.Failed()))
        assertTrue(took < limitAt(Place.CONNECT), "$took is as long as nothing at all")
    }

    @TestFactory
    fun `an exception whose text cannot be handed over is reported all the same`() = everywhere { place ->
        // Half a surrogate pair: no UTF-8 can be made of it, and the generated code throws where it catches.
        reported(place, { throw IllegalStateException("\uD800 $PERSONAL") }, afterSilenceAt(place))
    }

    @TestFactory
    fun `a coroutine that is cancelled from outside is a link that failed`() = everywhere { place ->
        val cancelled: Trouble = {
            currentCoroutineContext().cancel()
            awaitCancellation()
        }
        val took = reported(place, cancelled, after(place, LinkException.Failed()))
        assertTrue(took < limitAt(Place.CONNECT), "$took is as long as nothing at all")
    }

    @TestFactory
    fun `a link exception is reported by its own words`() = linkExceptions().flatMap { thrown ->
        val name = thrown::class.simpleName!!
        everywhere(" with $name") { place ->
            val took = reported(place, { throw thrown }, after(place, thrown))
            assertTrue(took < limitAt(Place.CONNECT), "$took is as long as nothing at all")
        }
    }

    companion object {
        private val uncaught = ConcurrentLinkedQueue<Throwable>()
        private var before: Thread.UncaughtExceptionHandler? = null

        @BeforeAll
        @JvmStatic
        fun `uncaught errors are collected`() {
            before = Thread.getDefaultUncaughtExceptionHandler()
            Thread.setDefaultUncaughtExceptionHandler { _, error -> uncaught += error }
        }

        @AfterAll
        @JvmStatic
        fun `no coroutine is left`() {
            Thread.setDefaultUncaughtExceptionHandler(before)
            noCoroutineIsLeft()
        }
    }
}

/** The test at each place of a tap; the longest first. */
private fun everywhere(which: String = "", test: (Place) -> Unit): List<DynamicTest> =
    Place.entries.map { place -> dynamicTest("at $place$which") { test(place) } }

private fun linkExceptions() = listOf(
    LinkException.NoReader(),
    LinkException.ReaderGone(),
    LinkException.CardGone(),
    LinkException.Mute(),
    LinkException.Busy(),
    LinkException.NoService(),
    LinkException.Collision(),
    LinkException.OtherTechnology(),
    LinkException.Failed(),
)

/**
 * A visit whose tap comes into this trouble, and then ends well; and another one.
 *
 * @return how long it took from the start of the visit to the notice; the trouble is the most of it.
 */
private fun reported(place: Place, trouble: Trouble, notice: Said): Duration = theScene().use { scene ->
    val card = RehearsedCard(scene)
    card.at(place, trouble)
    val took = Shell(scene, card).use { shell ->
        // The core's limits begin after this.
        val pressed = System.nanoTime()
        shell.toTheCard()
        val view = shell.await<Screen.Notice>()
        val took = Duration.ofNanos(System.nanoTime() - pressed)
        notice.assertSaidBy(view)
        assertFalse(PERSONAL in everythingIn(view))
        nothingIsRegistered(scene)
        assertEquals(if (place < Place.VERIFY) 0 else 1, card.verifies.get(), "VERIFY")
        eachChannelIsReleasedOnce(card)
        shell.goOnAfterTroubleAt(place)
        shell.toTheEnd()
        took
    }
    eachChannelIsReleasedOnce(card)
    scene.visitWithoutTrouble()
    assertEquals(2, scene.registered().size)
    println("at $place: reported after ${took.toMillis()} ms; the core's limit is ${limitAt(place).toMillis()} ms")
    assertTrue(took < limitAt(place) + Duration.ofSeconds(60), "$took is too long")
    took
}

/** The core's own limit. */
private fun limitAt(place: Place): Duration = Duration.ofSeconds(if (place == Place.CONNECT) 60 else 5)

private fun afterSilenceAt(place: Place): Said = when (place) {
    Place.CONNECT -> Said("カードが見つかりません", tries = UNTOUCHED)
    Place.VERIFY -> Said.lostDuringVerify
    else -> Said("カードが応答しません", tries = triesAfter(place))
}

private fun after(place: Place, thrown: LinkException): Said = when (place) {
    Place.VERIFY -> Said.lostDuringVerify
    Place.CONNECT -> Said(
        when (thrown) {
            is LinkException.NoReader -> "カードリーダーがありません"
            is LinkException.ReaderGone -> "カードリーダーが外れました"
            is LinkException.CardGone -> "カードが離れました"
            is LinkException.Mute -> "カードが応答しません"
            is LinkException.Busy -> "カードが使用中です"
            is LinkException.Collision -> "カードが2枚以上あります"
            is LinkException.OtherTechnology -> "交通系ICカードなど、別の方式のカードです"
            is LinkException.NoService, is LinkException.Failed -> "カードリーダーを使えません"
        },
        tries = UNTOUCHED,
    )
    else -> Said("カードが離れました", tries = triesAfter(place))
}
