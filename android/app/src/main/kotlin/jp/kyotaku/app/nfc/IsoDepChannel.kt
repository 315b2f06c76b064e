package jp.kyotaku.app.nfc

import android.nfc.TagLostException
import android.nfc.tech.IsoDep
import java.io.IOException
import jp.kyotaku.core.LinkProperties
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** An open channel to the card at the antenna. */
internal class IsoDepChannel(private val isoDep: IsoDep, private val released: () -> Unit) : CardChannel {
    override suspend fun transceive(command: ByteArray): ByteArray = try {
        withContext(Dispatchers.IO) { isoDep.transceive(command) }
    } catch (lost: TagLostException) {
        throw LinkException.CardGone()
    } catch (failed: IOException) {
        throw LinkException.Mute()
    } finally {
        command.fill(0)
    }

    override fun properties() =
        LinkProperties(isoDep.hiLayerResponse ?: isoDep.historicalBytes ?: ByteArray(0), isoDep.isExtendedLengthApduSupported)

    override fun release() {
        runCatching { isoDep.close() }
        released()
    }
}
