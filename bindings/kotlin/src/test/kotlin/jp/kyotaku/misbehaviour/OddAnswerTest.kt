package jp.kyotaku.misbehaviour

import jp.kyotaku.core.Screen
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * A channel that returns what no card returns: it is refused wherever it comes, and a PIN is presented at most once.
 */
@Execution(ExecutionMode.CONCURRENT)
class OddAnswerTest {
    @TestFactory
    fun `an answer that no card gives is refused`() = answers().flatMap { (name, answer) ->
        Place.commands.map { place ->
            dynamicTest("$name, at $place") {
                theScene().use { scene ->
                    val card = RehearsedCard(scene)
                    card.at(place) { answer }
                    Shell(scene, card).use { shell ->
                        shell.toTheCard()
                        val unreadable = Said("カードを読み取れません", triesAfter(place))
                        val notice = if (place == Place.VERIFY) Said.lostDuringVerify else unreadable
                        notice.assertSaidBy(shell.await<Screen.Notice>())
                        nothingIsRegistered(scene)
                        assertEquals(if (place < Place.VERIFY) 0 else 1, card.verifies.get(), "VERIFY")
                        shell.goOnAfterTroubleAt(place)
                        shell.toTheEnd()
                    }
                    eachChannelIsReleasedOnce(card)
                    assertEquals(1, scene.registered().size)
                }
            }
        }
    }

    companion object {
        @AfterAll
        @JvmStatic
        fun `no coroutine is left`() = noCoroutineIsLeft()
    }
}

private fun answers(): List<Pair<String, ByteArray>> {
    val done = byteArrayOf(0x90.toByte(), 0x00)
    return listOf(
        "nothing" to ByteArray(0),
        "half a status word" to byteArrayOf(0x90.toByte()),
        "two bytes that are no status word" to byteArrayOf(0x00, 0x00),
        "one byte more than a short answer has" to ByteArray(257) + done,
        "an extended answer" to ByteArray(65536) + done,
        "sixteen megabytes" to ByteArray(16 shl 20) + done,
    )
}
