package jp.kyotaku.app.nfc

import android.nfc.INfcTag
import android.nfc.Tag
import android.nfc.TransceiveResult
import android.nfc.tech.IsoDep
import android.nfc.tech.TagTechnology
import android.os.Bundle
import org.robolectric.annotation.Implements

/** A card at the antenna: answers what the framework's own IsoDep asks the NFC service. */
class FakeCard(private val answer: (ByteArray) -> ByteArray?) {
    private val service = object : INfcTag.Default() {
        override fun connect(nativeHandle: Int, technology: Int) = 0
        override fun reconnect(nativeHandle: Int) = 0
        override fun isPresent(nativeHandle: Int) = true
        override fun isTagUpToDate(cookie: Long) = true
        override fun setTimeout(technology: Int, timeout: Int) = 0
        override fun getMaxTransceiveLength(technology: Int) = 65_279
        override fun getExtendedLengthApdusSupported() = true
        override fun transceive(nativeHandle: Int, data: ByteArray, raw: Boolean): TransceiveResult {
            val response = answer(data) ?: return TransceiveResult(TransceiveResult.RESULT_TAGLOST, null)
            return TransceiveResult(TransceiveResult.RESULT_SUCCESS, response)
        }
    }

    val tag = Tag(
        byteArrayOf(1, 2, 3, 4),
        intArrayOf(TagTechnology.ISO_DEP, TagTechnology.NFC_B),
        arrayOf(Bundle(), Bundle()),
        1,
        7L,
        service,
    )
}

/** Empty shadows: the framework's own code runs in place of Robolectric's canned answers. */
@Implements(IsoDep::class)
class RealIsoDep

@Implements(className = "android.nfc.tech.BasicTagTechnology")
class RealTagTechnology
