package jp.kyotaku.scenario

import java.net.http.HttpResponse
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import jp.kyotaku.core.LinkProperties
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.LinkException
import jp.kyotaku.visit.OpenChannel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive

/** The scene's reader as a shell brings one: it moves bytes, and turns whatever is thrown into a [LinkException]. */
internal class SceneReader(private val scene: Scene) : CardReader {
    /** What went wrong that no card does: the visit hears of a failed link, and the runner of this. */
    val troubles = ConcurrentLinkedQueue<String>()

    private val channels = ConcurrentLinkedQueue<Channel>()

    override suspend fun connect(): OpenChannel = link(troubles) {
        val connect = Stage.post("${scene.address}/card/connect", ByteArray(0))
        // Of a card that was quicker than whoever cancelled, nobody else would know.
        channel(Stage.wait(connect, tooLate = { if (it.statusCode() == 201) channel(it).release() }))
    }

    /** Waits until every channel that was opened is released. */
    fun awaitRelease() {
        for (channel in channels) channel.released.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
    }

    private fun channel(answer: HttpResponse<ByteArray>): Channel {
        val opened = answer.expected(201).decodeToString()
        return taking("a channel", parsed("a channel", opened)) {
            val properties = LinkProperties(text("generation").hexToByteArray(), truth("extended_length"))
            Channel("${scene.address}/card/${text("channel")}", properties).also { channels += it }
        }
    }

    private inner class Channel(
        private val address: String,
        private val properties: LinkProperties,
    ) : CardChannel {
        val released = CompletableFuture<Unit>()
        private val isReleased = AtomicBoolean()

        override suspend fun transceive(command: ByteArray): ByteArray = link(troubles) {
            try {
                check(!isReleased.get()) { "a command after the release" }
                Stage.wait(Stage.post("$address/transceive", command)).expected(200)
            } finally {
                // It may hold the PIN.
                command.fill(0)
            }
        }

        override fun properties() = properties

        override fun release() {
            if (!isReleased.compareAndSet(false, true)) {
                troubles += "released twice"
                return
            }
            // Not waited for: this is a thread of the core's.
            Stage.tell(Stage.delete(address)).whenComplete { answer, failure ->
                val status = answer?.statusCode()
                if (status != 204) troubles += "not released: ${failure ?: status}"
                released.complete(Unit)
            }
        }
    }
}

/**
 * Nothing but a [LinkException] leaves an adapter: above all no `Error`, which the generated code does not catch. What
 * came is added to the troubles. A cancellation is the core's own.
 */
internal suspend fun <T> link(troubles: MutableCollection<String>, call: suspend () -> T): T = try {
    call()
} catch (link: LinkException) {
    throw link
} catch (other: Throwable) {
    currentCoroutineContext().ensureActive()
    troubles += other.toString()
    throw LinkException.Failed()
}

/** The body of an answer of the card's, or the link error that came in its place. */
private fun HttpResponse<ByteArray>.expected(status: Int): ByteArray = when (statusCode()) {
    status -> body()
    409 -> throw linkException(taking("a link error", parsed("a link error", body().decodeToString())) { text("link") })
    else -> error("the stage answers ${statusCode()}: ${body().decodeToString()}")
}

private fun linkException(name: String): LinkException = when (name) {
    "no-reader" -> LinkException.NoReader()
    "reader-gone" -> LinkException.ReaderGone()
    "card-gone" -> LinkException.CardGone()
    "mute" -> LinkException.Mute()
    "busy" -> LinkException.Busy()
    "no-service" -> LinkException.NoService()
    "collision" -> LinkException.Collision()
    "other-technology" -> LinkException.OtherTechnology()
    "failed" -> LinkException.Failed()
    else -> error("there is no link error `$name`")
}
