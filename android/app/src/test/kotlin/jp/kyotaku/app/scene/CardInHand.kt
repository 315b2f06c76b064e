package jp.kyotaku.app.scene

import android.nfc.ErrorCodes
import java.net.http.HttpResponse
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.TimeUnit
import jp.kyotaku.app.nfc.FakeCard
import jp.kyotaku.app.nfc.FakeLink
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Stage
import jp.kyotaku.scenario.parsed
import kotlin.concurrent.thread
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** The scene's card: laid to the antenna when that comes on, and never else. What then becomes of it, the stage says. */
internal class CardInHand(private val scene: Scene, private val antenna: AntennaWatch) : AutoCloseable {
    private val wrong = ConcurrentLinkedQueue<String>()
    private var seen = 0
    private var coming: CompletableFuture<HttpResponse<ByteArray>>? = null
    private val laid = mutableListOf<LaidCard>()

    /** What went wrong that no card does. */
    val troubles get() = wrong.toList()

    /**
     * Whether there is something to do: the antenna came on since it was looked at, as it may while the screen is drawn, or
     * the stage has said what becomes of the card that is wanted.
     */
    fun isCalledFor() = antenna.cameOn != seen || coming?.isDone == true

    /** Does what is to be done now: on the main thread, which waits for nothing here. */
    fun attend() {
        val isNew = antenna.cameOn != seen
        if (isNew || !antenna.isInReaderMode) coming?.let { takeBack(it) }
        if (isNew && antenna.isInReaderMode) coming = Stage.tell(Stage.post("${scene.address}/card/connect", ByteArray(0)))
        seen = antenna.cameOn
        val came = coming?.takeIf { it.isDone } ?: return
        coming = null
        lay(came.get())
    }

    /** Whoever waited for it does so no more. Of a card that was quicker nobody else would know. */
    private fun takeBack(given: CompletableFuture<HttpResponse<ByteArray>>) {
        coming = null
        if (!given.cancel(true)) given.thenAccept { if (it.statusCode() == 201) LaidCard(addressIn(said(it)), antenna, wrong).takeAway() }
    }

    private fun lay(answer: HttpResponse<ByteArray>) {
        val said = said(answer)
        when {
            answer.statusCode() == 201 -> {
                val card = LaidCard(addressIn(said), antenna, wrong).also { laid += it }
                val extended = said.getValue("extended_length").jsonPrimitive.boolean
                discover(FakeCard(FakeLink(extended = extended, closing = card::takeAway), card::answer))
            }
            // Discovered, and away again before it was opened: Android then knows this card no more.
            answer.linkError() == "card-gone" -> discover(FakeCard(FakeLink(isUpToDate = { false })) { null })
            answer.linkError() == "mute" -> discover(FakeCard(FakeLink(opened = { ErrorCodes.ERROR_CONNECT })) { null })
            answer.linkError() == "other-technology" -> discover(FakeCard(FakeLink(FakeLink.FELICA)) { null })
            else -> wrong += "no phone's NFC says so: $said"
        }
    }

    /** On a thread of the framework's own, which the app must not hold up. */
    private fun discover(card: FakeCard) {
        thread { antenna.dispatchTagDiscovered(card.tag) }.join()
    }

    private fun said(answer: HttpResponse<ByteArray>) = parsed("a card", answer.body().decodeToString()).jsonObject

    private fun addressIn(said: JsonObject) = "${scene.address}/card/${said.getValue("channel").jsonPrimitive.content}"

    /** Waits until the app has let go of every card. */
    override fun close() {
        coming?.let { takeBack(it) }
        for (card in laid) card.isAway.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
    }
}

/** The name of the link error that came in place of what was asked for. */
internal fun HttpResponse<ByteArray>.linkError(): String? = body().takeIf { statusCode() == 409 }
    ?.let { parsed("a link error", it.decodeToString()).jsonObject.getValue("link").jsonPrimitive.content }
