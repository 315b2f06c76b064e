package jp.kyotaku.app.scene

import java.net.http.HttpResponse
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentLinkedQueue
import jp.kyotaku.app.nfc.FakeCard
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Stage
import jp.kyotaku.scenario.parsed
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlin.concurrent.thread
import org.robolectric.shadows.ShadowNfcAdapter

/** The scene's card: laid to the antenna when that comes on, and never else. What then becomes of it, the stage says. */
internal class CardInHand(private val scene: Scene, private val nfc: ShadowNfcAdapter) : AutoCloseable {
    private val wrong = ConcurrentLinkedQueue<String>()
    private val antenna = nfc as? AntennaWatch
    private var seen = 0
    private var coming: CompletableFuture<HttpResponse<ByteArray>>? = null
    private var channel: String? = null

    /** What went wrong that no card does. */
    val troubles get() = wrong.toList()

    /** Whether the stage has said what becomes of the card that is wanted. */
    fun hasCome() = coming?.isDone == true

    /** Does what is to be done now: on the main thread, which waits for nothing here. */
    fun attend() {
        val on = nfc.isInReaderMode
        val times = antenna?.cameOn ?: if (on) 1 else 0
        if (!on || times != seen) coming?.let { given -> takeBack(given) }
        if (on && times != seen) coming = Stage.tell(Stage.post("${scene.address}/card/connect", ByteArray(0)))
        seen = if (on) times else seen
        val came = coming?.takeIf { it.isDone } ?: return
        coming = null
        lay(came.get())
    }

    private fun takeBack(given: CompletableFuture<HttpResponse<ByteArray>>) {
        coming = null
        given.cancel(true)
    }

    private fun lay(answer: HttpResponse<ByteArray>) {
        val said = parsed("a card", answer.body().decodeToString()).jsonObject
        if (answer.statusCode() != 201) {
            wrong += "no card can be laid: $said"
            return
        }
        release()
        val address = "${scene.address}/card/${said.getValue("channel").jsonPrimitive.content}"
        channel = address
        val card = FakeCard { command ->
            val response = Stage.tell(Stage.post("$address/transceive", command)).get()
            if (response.statusCode() == 200) response.body() else null
        }
        // A thread of the framework's own, which the app must not hold up.
        thread { nfc.dispatchTagDiscovered(card.tag) }.join()
    }

    private fun release() {
        channel?.let { Stage.tell(Stage.delete(it)).get() }
        channel = null
    }

    override fun close() {
        coming?.let { takeBack(it) }
        release()
    }
}
