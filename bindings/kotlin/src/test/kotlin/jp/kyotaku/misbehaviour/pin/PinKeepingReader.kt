package jp.kyotaku.misbehaviour.pin

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import jp.kyotaku.core.LinkProperties
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.parsed
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.LinkException
import jp.kyotaku.visit.OpenChannel
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** VERIFY of the user-authentication PIN, up to its four digits. */
internal val VERIFY = byteArrayOf(0x00, 0x20, 0x00, 0x98.toByte(), 0x04)

/**
 * The scene's reader, which sends everything to the card but the PIN: for VERIFY it asks the stage to present the
 * patient's own. So the PIN that was typed reaches this reader and nothing beyond, and the reader overwrites it.
 */
internal class PinKeepingReader(private val scene: String) : CardReader {
    private val http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

    /** Whether coroutines get no thread any more from the command before VERIFY on. */
    @Volatile
    var starvesBeforeVerify = false

    /** VERIFY commands that came here. */
    @Volatile
    private var verifies = 0
    private val starved = CountDownLatch(1)
    private val fed = CountDownLatch(1)

    override suspend fun connect(): OpenChannel {
        val answer = http.sendAsync(post("/card/connect", ByteArray(0)).build(), BodyHandlers.ofString()).await()
        if (answer.statusCode() != 201) throw LinkException.Failed()
        val number = parsed("a channel", answer.body()).jsonObject.getValue("channel").jsonPrimitive.content
        return PinKeepingChannel(number)
    }

    /** Until no coroutine gets a thread. */
    fun awaitStarved(): String {
        check(starved.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) { "no command came before VERIFY" }
        return "ok"
    }

    /** Gives the threads back, and tells how often VERIFY came here. */
    fun feed(): String {
        fed.countDown()
        return verifies.toString()
    }

    private fun post(path: String, body: ByteArray) =
        HttpRequest.newBuilder(URI(scene + path)).POST(BodyPublishers.ofByteArray(body))

    private inner class PinKeepingChannel(private val number: String) : CardChannel {
        override suspend fun transceive(command: ByteArray): ByteArray {
            val isVerify = command.size > VERIFY.size && VERIFY.indices.all { command[it] == VERIFY[it] }
            try {
                val request = if (isVerify) {
                    verifies += 1
                    post("/card/$number/transceive", ByteArray(0)).header("kyotaku-present-pin", "yes")
                } else {
                    post("/card/$number/transceive", command)
                }
                val answer = http.sendAsync(request.build(), BodyHandlers.ofByteArray()).await()
                if (answer.statusCode() != 200) throw LinkException.CardGone()
                if (starvesBeforeVerify && command[1] == VERIFY[1] && !isVerify) starve()
                return answer.body()
            } finally {
                command.fill(0)
            }
        }

        override fun properties() = LinkProperties(generation = ByteArray(0), extendedLength = false)

        override fun release() {
            val release = HttpRequest.newBuilder(URI("$scene/card/$number")).DELETE()
            http.sendAsync(release.build(), BodyHandlers.discarding())
        }
    }

    /** Keeps every thread that coroutines run on by default; the last one when it is done with this command. */
    @OptIn(DelicateCoroutinesApi::class)
    private fun starve() {
        val threads = maxOf(2, Runtime.getRuntime().availableProcessors())
        val others = CountDownLatch(threads - 1)
        repeat(4 * threads) {
            GlobalScope.launch(Dispatchers.Default) {
                others.countDown()
                fed.await()
            }
        }
        others.await()
        starved.countDown()
    }
}
