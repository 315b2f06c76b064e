package jp.kyotaku.misbehaviour

import jp.kyotaku.visit.LinkException
import jp.kyotaku.core.Screen
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * A reader that goes on after it was cancelled, and answers when nobody waits for it any more. Its answer reaches no
 * later command, and a channel that comes so is released.
 */
@Execution(ExecutionMode.CONCURRENT)
class LateAnswerTest {
    @TestFactory
    fun `an answer that comes late reaches no later command`() = Place.commands.map { place ->
        dynamicTest("at $place") {
            lateAt(place) { wrongAnswerAt(place) }
        }
    }

    @TestFactory
    fun `an exception that comes late reaches no later command`() = Place.commands.map { place ->
        dynamicTest("at $place") {
            lateAt(place) { throw LinkException.ReaderGone() }
        }
    }

    @Test
    fun `a channel that comes late is released and gets no command`(): Unit = theScene().use { scene ->
        val card = RehearsedCard(scene)
        val late = Held()
        card.at(Place.CONNECT) { real ->
            late.afterItsCancellation { real() }
        }
        Shell(scene, card).use { shell ->
            shell.toTheCard()
            late.hasBegun()
            shell.press("戻る")
            late.goOn()
            late.hasEnded()
            eventually("the late channel is released") { card.channels.single().released.get() == 1 }
            shell.typePin()
            shell.toTheEnd()
        }
        assertEquals(2, card.channels.size)
        eachChannelIsReleasedOnce(card)
        assertEquals(0, scene.card().number("channels"))
    }

    companion object {
        @AfterAll
        @JvmStatic
        fun `no coroutine is left`() = noCoroutineIsLeft()
    }
}

/** A tap that is left at this place; its answer comes while the next tap waits for the answer to the same command. */
private fun lateAt(place: Place, answer: () -> ByteArray): Unit = theScene().use { scene ->
    val card = RehearsedCard(scene)
    val late = Held()
    card.at(place) { late.afterItsCancellation { answer() } }
    Shell(scene, card).use { shell ->
        shell.toTheCard()
        late.hasBegun()
        card.at(place) { real ->
            late.goOn()
            late.ended.join()
            real()
        }
        shell.press("戻る")
        shell.await<Screen.Pin>()
        shell.typePin()
        shell.toTheEnd()
    }
    eachChannelIsReleasedOnce(card)
    assertEquals(1, scene.registered().size)
}

/** An answer that would have a meaning, and another one than the card's. */
private fun wrongAnswerAt(place: Place): ByteArray = when (place) {
    Place.CONNECT -> error("a channel is no answer")
    Place.SELECT -> byteArrayOf(0x6A, 0x82.toByte())
    Place.TRIES_LEFT -> byteArrayOf(0x63, 0xC1.toByte())
    Place.VERIFY -> byteArrayOf(0x63, 0xC2.toByte())
    Place.READ -> byteArrayOf(0x6A, 0x82.toByte())
    Place.SIGN -> byteArrayOf(0x69, 0x85.toByte())
}
