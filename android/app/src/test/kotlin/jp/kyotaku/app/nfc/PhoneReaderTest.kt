package jp.kyotaku.app.nfc

import android.nfc.ErrorCodes
import android.os.DeadObjectException
import java.io.IOException
import java.util.concurrent.CountDownLatch
import jp.kyotaku.core.Antenna as Position
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The reader over the framework's own IsoDep: what it wants, when it lets go, and what each failure is called. */
@RunWith(RobolectricTestRunner::class)
class PhoneReaderTest {
    private val core = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    @Volatile
    private var isOn = true
    private val reader = PhoneReader(Position.UNKNOWN) { isOn }

    @Test
    fun `a card is wanted from connect to release`() {
        assertNull(reader.wanted.value)
        val card = FakeCard { OK }
        val channel = opened(card)
        assertNotNull(reader.wanted.value)
        assertArrayEquals(OK, runBlocking { channel.transceive(SELECT.copyOf()) })
        channel.release()
        assertNull(reader.wanted.value)
        eventually("the card is closed") { "close" in card.asked }
    }

    @Test
    fun `the time limit is set before the card is opened and is longer than the core's own`() {
        val card = FakeCard { OK }
        opened(card)
        assertEquals(listOf("timeout 6000", "connect"), card.asked)
    }

    @Test
    fun `a phone that takes no such limit reads all the same`() {
        val channel = opened(FakeCard(FakeLink(takesTimeout = false)) { OK })
        assertArrayEquals(OK, runBlocking { channel.transceive(SELECT.copyOf()) })
    }

    @Test
    fun `each failure of an exchange is called by its name, is sent once, and is wiped`() {
        val failures = mapOf<String, Pair<() -> ByteArray?, LinkException>>(
            "the card left" to Pair({ null }, LinkException.CardGone()),
            "the card does not answer" to Pair({ throw IOException() }, LinkException.Mute()),
            "the service has forgotten it" to Pair({ throw Instead(null) }, LinkException.Mute()),
            "the service died" to Pair({ throw DeadObjectException() }, LinkException.Mute()),
            "another card came since" to Pair({ throw SecurityException("Tag is out of date") }, LinkException.CardGone()),
            "the card was closed" to Pair({ throw IllegalStateException("not connected") }, LinkException.CardGone()),
            "something else" to Pair({ throw IllegalArgumentException("01020304") }, LinkException.Failed()),
            "somebody else's cancellation" to Pair({ throw CancellationException() }, LinkException.Failed()),
            "an Error of the JVM" to Pair({ throw StackOverflowError() }, LinkException.Failed()),
        )
        for ((what, failure) in failures) {
            val card = FakeCard { failure.first() }
            val channel = opened(card)
            val command = VERIFY.copyOf()
            val thrown = runBlocking { runCatching { channel.transceive(command) } }.exceptionOrNull()
            assertEquals(what, failure.second::class, thrown!!::class)
            assertEquals(what, 1, card.asked.count { it == "transceive" })
            assertWiped(command)
            channel.release()
            assertNull(what, reader.wanted.value)
        }
    }

    @Test
    fun `whatever fails while NFC is off is a reader that is gone`() {
        for (failure in listOf<() -> ByteArray?>({ null }, { throw Instead(null) }, { throw DeadObjectException() })) {
            isOn = true
            val channel = opened(FakeCard { isOn = false; failure() })
            val thrown = runBlocking { runCatching { channel.transceive(SELECT.copyOf()) } }.exceptionOrNull()
            assertTrue("$thrown", thrown is LinkException.ReaderGone)
            channel.release()
        }
    }

    @Test
    fun `a card that cannot be opened is called by its name, and no card is wanted any more`() {
        val cards = mapOf<String, Pair<FakeLink, LinkException>>(
            "a transit card" to Pair(FakeLink(FakeLink.FELICA), LinkException.OtherTechnology()),
            "a card of part 3 only" to Pair(FakeLink(FakeLink.TYPE_A_WITHOUT_PART_4), LinkException.OtherTechnology()),
            "it has left" to Pair(FakeLink(opened = { ErrorCodes.ERROR_DISCONNECT }), LinkException.CardGone()),
            "another came since" to Pair(FakeLink(isUpToDate = { false }), LinkException.CardGone()),
            "the service died" to Pair(FakeLink(opened = { throw DeadObjectException() }), LinkException.CardGone()),
            "the phone cannot" to Pair(FakeLink(opened = { ErrorCodes.ERROR_NOT_SUPPORTED }), LinkException.Failed()),
            "an Error of the JVM" to Pair(FakeLink(opened = { throw StackOverflowError() }), LinkException.Failed()),
            "NFC went off" to Pair(FakeLink(opened = { isOn = false; ErrorCodes.ERROR_IO }), LinkException.ReaderGone()),
        )
        for ((what, expected) in cards) {
            isOn = true
            val card = FakeCard(expected.first) { OK }
            val thrown = runBlocking { runCatching { tapped(card).await() } }.exceptionOrNull()
            assertEquals(what, expected.second::class, thrown!!::class)
            assertNull(what, reader.wanted.value)
            assertFalse(what, "transceive" in card.asked)
        }
    }

    @Test
    fun `without NFC the core hears so at once, and with it again a card is read`() {
        isOn = false
        val thrown = runBlocking { runCatching { reader.connect() } }.exceptionOrNull()
        assertTrue("$thrown", thrown is LinkException.NoReader)
        assertNull(reader.wanted.value)
        isOn = true
        opened(FakeCard { OK })
    }

    @Test
    fun `of two cards the first is read, and no card that comes when none is wanted`() {
        val first = FakeCard { OK }
        val second = FakeCard { OK }
        val channel = opened(first)
        val wanted = reader.wanted.value!!
        wanted.discovered(second.tag)
        runBlocking { channel.transceive(SELECT.copyOf()) }
        channel.release()
        wanted.discovered(second.tag)
        val next = core.async { reader.connect() }
        eventually("another card is wanted") { reader.wanted.value != null }
        wanted.discovered(second.tag)
        reader.wanted.value!!.discovered(first.tag)
        runBlocking { next.await().transceive(SELECT.copyOf()) }
        assertEquals(2, first.commands.size)
        assertEquals(emptyList<String>(), second.asked)
    }

    @Test
    fun `cancelled while it waits, no card is wanted`() {
        val connect = core.async { reader.connect() }
        eventually("a card is wanted") { reader.wanted.value != null }
        runBlocking { connect.cancelAndJoin() }
        assertNull(reader.wanted.value)
    }

    @Test
    fun `cancelled while the card is opened, the card is closed and no thread waits`() {
        val begun = CountDownLatch(1)
        lateinit var card: FakeCard
        card = FakeCard(FakeLink(opened = { begun.countDown(); card.closed.await(); ErrorCodes.ERROR_IO })) { OK }
        val connect = tapped(card)
        begun.await()
        runBlocking { connect.cancelAndJoin() }
        assertTrue(connect.isCancelled)
        assertEquals("close", card.asked.last())
        assertNull(reader.wanted.value)
    }

    @Test
    fun `cancelled while the card hangs, the card is closed, the command wiped, and nothing sent again`() {
        val begun = CountDownLatch(1)
        lateinit var card: FakeCard
        card = FakeCard { begun.countDown(); card.closed.await(); null }
        val channel = opened(card)
        val command = VERIFY.copyOf()
        val exchange = core.async { channel.transceive(command) }
        begun.await()
        assertArrayEquals("it is not wiped while it may still be read", VERIFY, command)
        runBlocking { exchange.cancelAndJoin() }
        assertTrue(exchange.isCancelled)
        assertWiped(command)
        channel.release()
        eventually("it is closed by the release, too") { card.asked.count { it == "close" } == 2 }
        assertEquals(1, card.commands.size)
        assertNull(reader.wanted.value)
    }

    @Test
    fun `after the release nothing is sent, and a command is wiped unsent`() {
        val card = FakeCard { OK }
        val channel = opened(card)
        channel.release()
        val command = VERIFY.copyOf()
        val thrown = runBlocking { runCatching { channel.transceive(command) } }.exceptionOrNull()
        assertTrue("$thrown", thrown is LinkException.CardGone)
        assertWiped(command)
        assertEquals(emptyList<ByteArray>(), card.commands)
    }

    @Test
    fun `a release does not wait for a card that is slow to close`() {
        val mayClose = CountDownLatch(1)
        val card = FakeCard(FakeLink(closing = mayClose::await)) { OK }
        opened(card).release()
        assertNull(reader.wanted.value)
        assertEquals("it has returned, and the card is still being closed", 1L, card.closed.count)
        mayClose.countDown()
        eventually("it is closed") { card.closed.count == 0L }
    }

    @Test
    fun `a late release of an older channel leaves a newer card wanted`() {
        val older = opened(FakeCard { OK })
        val newer = opened(FakeCard { OK })
        val wanted = reader.wanted.value
        older.release()
        assertSame(wanted, reader.wanted.value)
        newer.release()
        newer.release()
        assertNull(reader.wanted.value)
    }

    @Test
    fun `a second connect ends the one that waits`() {
        val older = core.async { runCatching { reader.connect() }.exceptionOrNull() }
        eventually("a card is wanted") { reader.wanted.value != null }
        val first = reader.wanted.value
        val newer = core.async { reader.connect() }
        eventually("another is") { reader.wanted.value !== first }
        assertTrue(runBlocking { older.await() } is LinkException.CardGone)
        reader.wanted.value!!.discovered(FakeCard { OK }.tag)
        runBlocking { newer.await() }.release()
        assertNull(reader.wanted.value)
    }

    @Test
    fun `extended length is told only of a link that says so and carries more than a short command`() {
        val links = mapOf(
            FakeLink() to true,
            FakeLink(extended = false) to false,
            FakeLink(longest = 261) to false,
            FakeLink(longest = 262) to true,
            FakeLink(longest = 0) to false,
        )
        for ((link, extended) in links) assertEquals(extended, opened(FakeCard(link) { OK }).properties().extendedLength)
    }

    @Test
    fun `a generation is what the card is called by, never its identifier`() {
        val ofTypeB = opened(FakeCard { OK }).properties().generation
        assertEquals("000005e0b381a1", ofTypeB.toHexString())
        val ofTypeA = opened(FakeCard(FakeLink(FakeLink.TYPE_A)) { OK }).properties().generation
        assertEquals("phone", ofTypeA.decodeToString())
    }

    private fun tapped(card: FakeCard): Deferred<CardChannel> {
        val before = reader.wanted.value
        val connect = core.async { reader.connect() }
        eventually("a card is wanted") { reader.wanted.value !== before || connect.isCompleted }
        reader.wanted.value?.discovered(card.tag)
        return connect
    }

    private fun opened(card: FakeCard): CardChannel = runBlocking { tapped(card).await() }

    private fun assertWiped(command: ByteArray) = assertArrayEquals(ByteArray(command.size), command)
}

private val OK = byteArrayOf(0x90.toByte(), 0)
private val SELECT = byteArrayOf(0, 0xA4.toByte(), 4, 0x0C)
private val VERIFY = byteArrayOf(0, 0x20, 0, 0x98.toByte(), 4, 0x31, 0x32, 0x33, 0x34)
