package jp.kyotaku.app.nfc

import java.io.IOException
import java.util.concurrent.CountDownLatch
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Scene
import kotlinx.serialization.json.Json
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/**
 * The real core over the phone's reader, with everything that goes wrong at an antenna: what the screen then says of the tries
 * is true, a PIN is presented at most once in a tap, nothing is registered, and the next tap goes well.
 */
@RunWith(RobolectricTestRunner::class)
class LostCardTest {
    @Test
    fun `a card that is lost before an exchange`() = lostAtEach { null }

    @Test
    fun `a card that is lost after an exchange, with the answer`() = lostAtEach { real ->
        real()
        null
    }

    @Test
    fun `a card that does not answer any more`() = lostAtEach { throw IOException() }

    @Test
    fun `a card that another one has taken the place of`() = lostAtEach { throw SecurityException("Tag is out of date") }

    @Test
    fun `NFC that is switched off in the middle`() = lostAtEach(isOff = true) { throw Instead(null) }

    @Test
    fun `a card that hangs is given up by the core, and holds no thread`() = visit { scene, visit ->
        visit.toTheCard()
        val ended = CountDownLatch(1)
        lateinit var card: FakeCard
        card = cardOf(scene, at = 0) {
            card.closed.await()
            ended.countDown()
            null
        }
        visit.lay(card)
        assertEquals(UNTOUCHED, visit.assertNotice("カードが応答しません"))
        ended.await()
        goesWell(scene, visit, after = 0, verify = 3)
    }

    @Test
    fun `a second card while one is read is not spoken to`() = visit { scene, visit ->
        visit.toTheCard()
        val reading = CountDownLatch(1)
        val mayGoOn = CountDownLatch(1)
        visit.lay(cardOf(scene, at = 1) { real ->
            reading.countDown()
            mayGoOn.await()
            real()
        })
        reading.await()
        val second = FakeCard { error("nobody may ask this card") }
        visit.reader.wanted.value!!.discovered(second.tag)
        mayGoOn.countDown()
        visit.await<Screen.Eligibility>()
        assertEquals(emptyList<String>(), second.asked)
    }

    @Test
    fun `a transit card is told apart, and the next card is read`() = visit { scene, visit ->
        visit.toTheCard()
        visit.lay(FakeCard(FakeLink(FakeLink.FELICA)) { error("nobody may ask this card") })
        assertEquals(UNTOUCHED, visit.assertNotice("交通系ICカードなど、別の方式のカードです"))
        goesWell(scene, visit, after = 0, verify = 3)
    }

    @Test
    fun `without NFC no card is waited for, and with it the same PIN goes on`() = visit { scene, visit ->
        visit.isOn = false
        visit.toTheCard()
        assertEquals(UNTOUCHED, visit.assertNotice("カードリーダーがありません"))
        assertTrue("it says what that is on a phone", "設定でNFCをオンにしてください" in visit.await<Screen.Notice>().v1.toDo)
        assertNull(visit.reader.wanted.value)
        visit.isOn = true
        goesWell(scene, visit, after = 0, verify = 3)
    }

    @Test
    fun `a tap that is left by the back button is over at once, and the card may hang as it likes`() = visit { scene, visit ->
        visit.toTheCard()
        val hanging = CountDownLatch(1)
        lateinit var card: FakeCard
        card = cardOf(scene, at = 0) {
            hanging.countDown()
            card.closed.await()
            null
        }
        visit.lay(card)
        hanging.await()
        visit.press("戻る")
        visit.await<Screen.Pin>()
        eventually("no card is wanted") { visit.reader.wanted.value == null }
        card.closed.await()
        visit.typePin()
        visit.lay(cardOf(scene))
        visit.await<Screen.Eligibility>()
        assertEquals(1, verifiesOf(scene))
    }

    /** For each exchange of a good tap a visit of its own, in which that one fails. */
    private fun lostAtEach(isOff: Boolean = false, trouble: Trouble) {
        val good = goodTap()
        val verify = good.indexOfFirst { it }
        for (at in good.indices) visit { scene, visit ->
            visit.toTheCard()
            var presented = 0
            val card = cardOf(scene, at, { if (isVerify(it)) presented += 1 }) { real ->
                if (isOff) visit.isOn = false
                trouble(real)
            }
            visit.lay(card)
            val what = "at exchange $at of ${good.size}"
            val heading = if (at == verify) "暗証番号の照合中にカードが離れました" else "カードが離れました"
            val tries = if (at < verify) UNTOUCHED else if (at == verify) UNKNOWN else FULL
            assertEquals(what, tries, visit.assertNotice(heading))
            assertEquals("nothing is sent after it, $what", at + 1, card.commands.size)
            assertEquals("the PIN is sent once, $what", if (at < verify) 0 else 1, presented)
            assertTrue("no more of them reach the card, $what", verifiesOf(scene) <= presented)
            for (command in card.commands) assertArrayEquals("wiped, $what", ByteArray(command.size), command)
            eventually("no card is wanted, $what") { visit.reader.wanted.value == null }
            eventually("the card is closed, $what") { card.closed.count == 0L }
            visit.isOn = true
            goesWell(scene, visit, at, verify)
        }
    }

    /** The tap after one that failed there: with the same PIN, if the card never saw it. */
    private fun goesWell(scene: Scene, visit: Tapping, after: Int, verify: Int) {
        val before = verifiesOf(scene)
        if (after < verify) {
            visit.press("もう一度カードをかざす")
        } else {
            visit.press(if (after == verify) "暗証番号を入力し直す" else "暗証番号を入力する")
            visit.typePin()
        }
        visit.lay(cardOf(scene))
        visit.await<Screen.Eligibility>()
        assertEquals(before + 1, verifiesOf(scene))
        eventually("no card is wanted") { visit.reader.wanted.value == null }
    }

    /** The exchanges of a tap in which nothing happens: whether each presents the PIN. */
    private fun goodTap(): List<Boolean> {
        val exchanges = mutableListOf<Boolean>()
        visit { scene, visit ->
            visit.toTheCard()
            visit.lay(cardOf(scene, onCommand = { exchanges += isVerify(it) }))
            visit.await<Screen.Eligibility>()
            assertEquals(exchanges.size, commandsOf(scene))
        }
        assertEquals("one of them presents the PIN", 1, exchanges.count { it })
        return exchanges
    }

    private fun visit(test: (Scene, Tapping) -> Unit) {
        val given = Json.parseToJsonElement("""{"patient": "valid"}""")
        Scene.set(given).use { scene -> Tapping(scene).use { test(scene, it) } }
    }
}

private const val UNCHANGED = "今回の操作では、同意は何も登録していません。登録済みの同意は元のままです。"
private const val UNTOUCHED = "${UNCHANGED}暗証番号の残り回数は減っていません。"
private const val FULL = "${UNCHANGED}暗証番号は正しく照合されました。残り回数は減っていません。"
private const val UNKNOWN = "${UNCHANGED}暗証番号の残り回数が1回減ったかもしれません。残りが1回のときは、使う前にお知らせします。"
