package jp.kyotaku.app.nfc

import android.content.Context
import jp.kyotaku.core.Antenna as Position
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.LinkException
import jp.kyotaku.visit.OpenChannel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.getAndUpdate

/**
 * The phone's NFC as the core's card reader. It wants a card from the moment in which the core asks for one until the core
 * releases it, gives it up, or it fails, and no longer: whoever turns the antenna on and off looks at [wanted].
 *
 * @param antenna where this phone feels a card.
 * @param isOn whether NFC is there and switched on, now.
 */
class PhoneReader(val antenna: Position, private val isOn: () -> Boolean) : CardReader {
    private val wantedNow = MutableStateFlow<WantedCard?>(null)

    /** The card for which the antenna is to be on; another one for each time that the core asks. */
    val wanted: StateFlow<WantedCard?> = wantedNow.asStateFlow()

    override suspend fun connect(): OpenChannel = link(isOn) {
        if (!isOn()) throw LinkException.NoReader()
        val card = WantedCard()
        // The core asks for one card at a time; if it did not, the older call would wait in vain.
        wantedNow.getAndUpdate { card }?.refuse(LinkException.CardGone())
        var channel: OpenChannel? = null
        try {
            channel = IsoDepChannel.open(card.await(), isOn) { noLongerWanted(card) }
            channel
        } finally {
            if (channel == null) noLongerWanted(card)
        }
    }

    /** A card that is wanted by then in its place stays wanted. */
    private fun noLongerWanted(card: WantedCard) {
        wantedNow.compareAndSet(card, null)
    }

    companion object {
        /** That of this phone. */
        fun of(context: Context): PhoneReader {
            val nfc = NfcSwitch(context.applicationContext)
            return PhoneReader(Antenna.of(context)) { nfc.now() == Nfc.ON }
        }
    }
}
