package jp.kyotaku.app.nfc

import android.nfc.ErrorCodes
import android.nfc.INfcTag
import android.nfc.Tag
import android.nfc.TransceiveResult
import android.nfc.tech.IsoDep
import android.nfc.tech.NfcB
import android.nfc.tech.TagTechnology
import android.os.Bundle
import java.io.IOException
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import org.robolectric.annotation.Implements

/** What a phone's NFC service says of a card and of the way to it; as they are if nothing else is said. */
class FakeLink(
    val technologies: IntArray = TYPE_B,
    val extended: Boolean = true,
    val longest: Int = 65_279,
    val takesTimeout: Boolean = true,
    /** False once another card was discovered: Android 14 throws at whatever is asked of this one. */
    val isUpToDate: () -> Boolean = { true },
    /** An error code, as the card is opened. */
    val opened: () -> Int = { ErrorCodes.SUCCESS },
    /** Before the card has been closed. */
    val closing: () -> Unit = {},
) {
    companion object {
        val TYPE_B = intArrayOf(TagTechnology.ISO_DEP, TagTechnology.NFC_B)
        val TYPE_A = intArrayOf(TagTechnology.ISO_DEP, TagTechnology.NFC_A)
        val FELICA = intArrayOf(TagTechnology.NFC_F)
        val TYPE_A_WITHOUT_PART_4 = intArrayOf(TagTechnology.NFC_A)
    }
}

/** Thrown in place of an answer: what the NFC service returns instead; nothing at all where it knows no such card, or is off. */
class Instead(val result: TransceiveResult?) : RuntimeException()

/**
 * A card at the antenna: answers what the framework's own IsoDep asks the NFC service. No answer is a card that has left, an
 * [IOException] one that lies there and is mute; whatever else [answer] throws comes as the service's own exception.
 */
class FakeCard(private val link: FakeLink = FakeLink(), private val answer: (ByteArray) -> ByteArray?) {
    /** What the service was asked, in order: `timeout`, `connect`, `transceive`, `close`. */
    val asked = CopyOnWriteArrayList<String>()

    /** The arrays that came, as the app holds them: whether it has wiped them shows in them. */
    val commands = CopyOnWriteArrayList<ByteArray>()

    /** Open when the app has closed the card. */
    val closed = CountDownLatch(1)

    private val service = object : INfcTag.Default() {
        override fun connect(nativeHandle: Int, technology: Int): Int {
            asked += "connect"
            return link.opened()
        }

        override fun reconnect(nativeHandle: Int): Int {
            link.closing()
            asked += "close"
            closed.countDown()
            return ErrorCodes.SUCCESS
        }

        override fun setTimeout(technology: Int, timeout: Int): Int {
            asked += "timeout $timeout"
            return if (link.takesTimeout) ErrorCodes.SUCCESS else ErrorCodes.ERROR_INVALID_PARAM
        }

        override fun isPresent(nativeHandle: Int) = true
        override fun isTagUpToDate(cookie: Long) = link.isUpToDate()
        override fun getMaxTransceiveLength(technology: Int) = link.longest
        override fun getExtendedLengthApdusSupported() = link.extended

        override fun transceive(nativeHandle: Int, data: ByteArray, raw: Boolean): TransceiveResult? {
            asked += "transceive"
            commands += data
            val response = try {
                answer(data)
            } catch (mute: IOException) {
                return TransceiveResult(TransceiveResult.RESULT_FAILURE, null)
            } catch (other: Instead) {
                return other.result
            }
            val result = if (response == null) TransceiveResult.RESULT_TAGLOST else TransceiveResult.RESULT_SUCCESS
            return TransceiveResult(result, response)
        }
    }

    val tag = Tag(byteArrayOf(1, 2, 3, 4), link.technologies, extras(), 1, 7L, service)

    /** The bytes of the ATR that is known of a My Number card, 3B88 8001 000005E0 B381A1 007F. */
    private fun extras() = link.technologies.map { technology ->
        Bundle().apply {
            if (technology == TagTechnology.NFC_B) {
                putByteArray(NfcB.EXTRA_APPDATA, byteArrayOf(0, 0, 5, 0xE0.toByte()))
                putByteArray(NfcB.EXTRA_PROTINFO, byteArrayOf(0xB3.toByte(), 0x81.toByte(), 0xA1.toByte()))
            }
            if (link.technologies.contentEquals(FakeLink.TYPE_A) && technology == TagTechnology.ISO_DEP) {
                putByteArray(IsoDep.EXTRA_HIST_BYTES, "phone".toByteArray())
            }
        }
    }.toTypedArray()
}

/** Empty shadows: the framework's own code runs in place of Robolectric's canned answers. */
@Implements(IsoDep::class)
class RealIsoDep

@Implements(className = "android.nfc.tech.BasicTagTechnology")
class RealTagTechnology
