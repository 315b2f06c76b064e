package jp.kyotaku.app.nfc

import android.nfc.Tag
import android.nfc.TagLostException
import android.nfc.tech.IsoDep
import android.nfc.tech.NfcB
import java.io.IOException
import java.util.concurrent.atomic.AtomicBoolean
import jp.kyotaku.core.LinkProperties
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor

/** An open channel to the card at the antenna. */
internal class IsoDepChannel private constructor(
    private val isoDep: IsoDep,
    private val properties: LinkProperties,
    private val isOn: () -> Boolean,
    private val whenReleased: () -> Unit,
) : CardChannel {
    private val isReleased = AtomicBoolean()

    /**
     * Once: neither this nor `IsoDep` repeats a command. No copy is made in this process but that in the parcel which goes
     * to the NFC service, and the service's own: those nobody here can wipe.
     */
    override suspend fun transceive(command: ByteArray): ByteArray = link(isOn) {
        try {
            isoDep.blocking {
                if (isReleased.get()) throw LinkException.CardGone()
                transceive(command)
            }
        } finally {
            // It may hold the PIN. Whoever was to send it has done so, or never will.
            command.fill(0)
        }
    }

    override fun properties() = properties

    override fun release() {
        if (!isReleased.compareAndSet(false, true)) return
        whenReleased()
        // Not waited for: this is a thread of the core's.
        Dispatchers.IO.asExecutor().execute { isoDep.closeQuietly() }
    }

    companion object {
        /** Longer than the core waits for an answer, so that it is the core that says when the card has fallen silent. */
        private const val TIMEOUT_MS = 6_000

        /** A command of short length, header and all. A link that carries no more is for short lengths, whatever it says. */
        private const val LONGEST_SHORT_COMMAND = 261

        /** Opens a channel to the card behind this tag. */
        suspend fun open(tag: Tag, isOn: () -> Boolean, whenReleased: () -> Unit): IsoDepChannel {
            // A transit card (FeliCa), or a card of ISO 14443 that speaks part 3 only.
            val isoDep = IsoDep.get(tag) ?: throw LinkException.OtherTechnology()
            return isoDep.blocking {
                try {
                    // Before the card is asked for anything. A phone that takes no such limit reads with its own.
                    runCatching { timeout = TIMEOUT_MS }
                    connect()
                    IsoDepChannel(this, propertiesOf(tag, this), isOn, whenReleased)
                } catch (failure: Throwable) {
                    closeQuietly()
                    // Android says no more of a card that it cannot open: as good as always it has left.
                    throw if (failure is IOException) TagLostException() else failure
                }
            }
        }

        /** Asked here and not later: it is the NFC service that answers, and the core's thread is not to wait for it. */
        private fun propertiesOf(tag: Tag, isoDep: IsoDep): LinkProperties {
            val extended = isoDep.isExtendedLengthApduSupported && isoDep.maxTransceiveLength > LONGEST_SHORT_COMMAND
            return LinkProperties(generation(tag, isoDep), extended)
        }

        /**
         * What a type B card says when it is called, its application data and protocol information: the bytes from which a
         * PC/SC reader makes its ATR, and those in which the known generations of My Number cards differ. (Their higher-layer
         * response answers an ATTRIB without data, and so is empty for all of them `[I]`.) The identifier is not among them.
         * Of a type A card, such as a phone with a certificate in it, the historical bytes.
         */
        private fun generation(tag: Tag, isoDep: IsoDep): ByteArray {
            val ofTypeB = runCatching { NfcB.get(tag)?.run { applicationData + protocolInfo } }.getOrNull()
            return ofTypeB ?: isoDep.historicalBytes ?: ByteArray(0)
        }
    }
}
