package jp.kyotaku.app.scene

import java.io.IOException
import java.net.http.HttpResponse
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicBoolean
import jp.kyotaku.scenario.Stage

/** A card that lies at the antenna: the stage's, behind what a phone's NFC service says of it. */
internal class LaidCard(
    private val address: String,
    private val antenna: AntennaWatch,
    private val wrong: MutableCollection<String>,
) {
    private val taken = AtomicBoolean()

    @Volatile
    private var asked: CompletableFuture<HttpResponse<ByteArray>>? = null

    /** Done when the stage has been told that nobody reads it any more. */
    val isAway = CompletableFuture<Unit>()

    /** What the NFC service says to a command; null where the card has left. On a thread that may wait. */
    fun answer(command: ByteArray): ByteArray? {
        val answer = try {
            Stage.tell(Stage.post("$address/transceive", command)).also { asked = it }.get()
        } catch (closed: CancellationException) {
            // The app closed the card, which is how Android ends a call that hangs.
            return null
        }
        if (answer.statusCode() == 200) return answer.body()
        when (val error = answer.linkError()) {
            "card-gone" -> return null
            "mute" -> throw IOException()
            // Android has no reader to pull; somebody switches NFC off.
            "reader-gone" -> return null.also { antenna.setEnabled(false) }
            // Whatever else the service throws comes to the app as it is.
            "failed" -> throw UnsupportedOperationException("TEST-ONLY")
            else -> wrong += "the stage answers ${answer.statusCode()} $error"
        }
        return null
    }

    /** Nobody reads it any more; its power is off. */
    fun takeAway() {
        if (!taken.compareAndSet(false, true)) return
        asked?.cancel(true)
        Stage.tell(Stage.delete(address)).whenComplete { answer, failure ->
            val status = answer?.statusCode()
            if (status != 204) wrong += "not released: ${failure ?: status}"
            isAway.complete(Unit)
        }
    }
}
