package jp.kyotaku.app.nfc

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import androidx.test.core.app.ApplicationProvider
import java.util.concurrent.CountDownLatch
import jp.kyotaku.app.scene.AntennaWatch
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow

/** Reader mode: on while a card is wanted and the activity is in front, and off after whatever ends it. */
@RunWith(RobolectricTestRunner::class)
class ReaderModeTest {
    private val app = ApplicationProvider.getApplicationContext<Context>()
    private val core = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private val main = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private lateinit var nfc: AntennaWatch
    private lateinit var activity: Activity
    private lateinit var reader: PhoneReader

    @Before
    fun `the phone has NFC, and it is on`() {
        // Before any activity: what the phone can do is looked up once.
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        nfc = Shadow.extract(NfcAdapter.getDefaultAdapter(app))
        nfc.setEnabled(true)
        reader = PhoneReader.of(app)
        activity = Robolectric.buildActivity(Activity::class.java).setup().get()
    }

    @After
    fun `nothing goes on`() {
        main.cancel()
        core.cancel()
    }

    @Test
    fun `it calls every kind of card that may be held there, reads nothing by itself, and gives a command time`() {
        follow()
        wanted()
        val flags = nfc.flags
        val called = NfcAdapter.FLAG_READER_NFC_A or NfcAdapter.FLAG_READER_NFC_B or NfcAdapter.FLAG_READER_NFC_F
        val quiet = NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK or NfcAdapter.FLAG_READER_NO_PLATFORM_SOUNDS
        assertEquals(called or quiet, flags)
        assertEquals(1_000, nfc.readerModeExtras.getInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY))
    }

    @Test
    fun `it is off until a card is wanted, and off after each ending`() {
        val endings = mapOf<String, (Deferred<CardChannel>) -> Unit>(
            "the channel is released" to { connect ->
                lay(FakeCard { OK })
                runBlocking { connect.await() }.release()
            },
            "the core gives up" to { connect -> connect.cancel() },
            "the card is of another technology" to { lay(FakeCard(FakeLink(FakeLink.FELICA)) { OK }) },
            "the card cannot be opened" to { lay(FakeCard(FakeLink(opened = { -1 })) { OK }) },
            "an exchange fails, and the core lets go" to { connect ->
                lay(FakeCard { null })
                val channel = runBlocking { connect.await() }
                runBlocking { runCatching { channel.transceive(byteArrayOf(0)) } }
                channel.release()
            },
        )
        follow()
        assertFalse(nfc.isInReaderMode)
        for ((what, end) in endings) {
            val connect = wanted()
            end(connect)
            eventually("off when $what") { !nfc.isInReaderMode }
            assertNull(what, reader.wanted.value)
        }
        assertEquals("on once for each", endings.size, nfc.cameOn)
    }

    @Test
    fun `while the activity is not in front it is off, and the card stays wanted`() {
        val inFront = follow()
        val connect = wanted()
        stop(inFront)
        assertFalse(nfc.isInReaderMode)
        assertTrue(connect.isActive)
        follow()
        eventually("on again") { nfc.isInReaderMode }
        lay(FakeCard { OK })
        runBlocking { connect.await() }.release()
        eventually("off") { !nfc.isInReaderMode }
    }

    @Test
    fun `a card that is read goes on to be read by an activity that was made anew`() {
        val before = follow()
        val connect = wanted()
        lay(FakeCard { OK })
        val channel = runBlocking { connect.await() }
        stop(before)
        follow()
        eventually("on again") { nfc.isInReaderMode }
        assertEquals(2, runBlocking { channel.transceive(byteArrayOf(0)) }.size)
        channel.release()
        eventually("off") { !nfc.isInReaderMode }
    }

    @Test
    fun `NFC that is switched on while a card is waited for finds it`() {
        follow()
        val connect = wanted()
        switch(false)
        eventually("nothing is asked of it") { !nfc.isInReaderMode }
        assertTrue(connect.isActive)
        switch(true)
        eventually("it was told again") { nfc.isInReaderMode }
        assertEquals(2, nfc.cameOn)
        lay(FakeCard { OK })
        runBlocking { connect.await() }.release()
    }

    @Test
    fun `NFC that goes off and on at once is told again, because it has forgotten`() {
        follow()
        wanted()
        broadcast(false)
        switch(true)
        eventually("it was told again") { nfc.cameOn == 2 && nfc.isInReaderMode }
    }

    @Test
    fun `where reader mode is refused the core hears so`() {
        follow()
        for (refusal in listOf(SecurityException(), IllegalStateException(), UnsupportedOperationException())) {
            nfc.refusal = refusal
            val thrown = runBlocking {
                val connect = core.async { runCatching { reader.connect() }.exceptionOrNull() }
                eventually("it is refused") { connect.isCompleted }
                connect.await()
            }
            assertTrue("$thrown", thrown is LinkException.NoService)
            assertNull(reader.wanted.value)
        }
        nfc.refusal = null
        wanted()
    }

    @Test
    fun `a phone that only acts as a card is one without NFC`() {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, false)
        val done = follow()
        eventually("there is nothing to follow") { done.isCompleted }
        assertEquals(Nfc.ABSENT, NfcSwitch(app).now())
        val thrown = runBlocking { runCatching { reader.connect() } }.exceptionOrNull()
        assertTrue("$thrown", thrown is LinkException.NoReader)
    }

    @Test
    fun `the framework's thread comes back at once although the card hangs`() {
        follow()
        val connect = wanted()
        val release = CountDownLatch(1)
        val opening = CountDownLatch(1)
        val card = FakeCard(FakeLink(opened = { opening.countDown(); release.await(); 0 })) { OK }
        lay(card)
        // It is back, and the card is not open yet: nothing has released it.
        opening.await()
        assertEquals(1L, release.count)
        assertTrue(connect.isActive)
        release.countDown()
        runBlocking { connect.await() }.release()
    }

    @Test
    fun `the orientation is held while a card is wanted`() {
        follow()
        val before = activity.requestedOrientation
        val connect = wanted()
        assertEquals(ActivityInfo.SCREEN_ORIENTATION_LOCKED, activity.requestedOrientation)
        runBlocking { connect.cancelAndJoin() }
        eventually("given back") { !nfc.isInReaderMode }
        assertEquals(ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED, activity.requestedOrientation)
        assertEquals(before, activity.requestedOrientation)
    }

    @Test
    fun `a card that nobody asked for goes to nobody while the activity is in front`() {
        val inFront = follow()
        assertEquals(activity, nfc.enabledActivity)
        assertNull("of every kind", nfc.filters)
        assertNull("of every kind", nfc.techLists)
        val told = shadowOf(nfc.intent)
        assertTrue("no activity comes up", told.isBroadcastIntent)
        assertEquals(app.packageName, told.savedIntent.`package`)
        assertEquals(emptyList<Any>(), app.packageManager.queryBroadcastReceivers(told.savedIntent, 0))
        assertNull(nfc.disabledActivity)
        stop(inFront)
        assertEquals(activity, nfc.disabledActivity)
    }

    /** As it is called while the activity is in front. */
    private fun follow(): Job = main.launch { ReaderMode(activity).follow(reader) }

    private fun stop(following: Job) {
        following.cancel()
        eventually("it has stopped") { following.isCompleted }
    }

    /** A connect that waits for its card with reader mode on. */
    private fun wanted(): Deferred<CardChannel> {
        val connect = core.async { reader.connect() }
        eventually("reader mode is on") { nfc.isInReaderMode }
        assertNotNull(reader.wanted.value)
        return connect
    }

    private fun lay(card: FakeCard) = nfc.dispatchTagDiscovered(card.tag)

    private fun switch(on: Boolean) {
        nfc.setEnabled(on)
        broadcast(on)
    }

    private fun broadcast(on: Boolean) {
        val state = if (on) NfcAdapter.STATE_ON else NfcAdapter.STATE_OFF
        app.sendBroadcast(Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED).putExtra(NfcAdapter.EXTRA_ADAPTER_STATE, state))
    }
}

private val OK = byteArrayOf(0x90.toByte(), 0)
