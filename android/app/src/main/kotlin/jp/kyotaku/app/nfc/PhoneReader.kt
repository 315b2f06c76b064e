package jp.kyotaku.app.nfc

import android.nfc.Tag
import android.nfc.tech.IsoDep
import java.io.IOException
import jp.kyotaku.core.Antenna
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.LinkException
import jp.kyotaku.visit.OpenChannel
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext

/**
 * The phone's NFC as the core's card reader. It wants a card from the moment in which the core asks for one until the core
 * releases it, and no longer: whoever turns reader mode on and off looks at [wanted].
 */
class PhoneReader(val antenna: Antenna) : CardReader {
    private val wantedNow = MutableStateFlow(false)
    private var awaited: CompletableDeferred<Tag>? = null

    /** Whether the antenna is to be on. */
    val wanted: StateFlow<Boolean> = wantedNow.asStateFlow()

    /** A card lies at the antenna. On a thread of the framework's, which must not wait. */
    fun discovered(tag: Tag) {
        synchronized(this) { awaited }?.complete(tag)
    }

    override suspend fun connect(): OpenChannel {
        val tag = CompletableDeferred<Tag>()
        synchronized(this) { awaited = tag }
        wantedNow.value = true
        return open(tag.await())
    }

    private suspend fun open(tag: Tag): OpenChannel {
        val isoDep = IsoDep.get(tag) ?: throw LinkException.OtherTechnology()
        try {
            withContext(Dispatchers.IO) { isoDep.connect() }
        } catch (gone: IOException) {
            throw LinkException.CardGone()
        }
        isoDep.timeout = TIMEOUT_MS
        return IsoDepChannel(isoDep) { wantedNow.value = false }
    }

    private companion object {
        const val TIMEOUT_MS = 5_000
    }
}
