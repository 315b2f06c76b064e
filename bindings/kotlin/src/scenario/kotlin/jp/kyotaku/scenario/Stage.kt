package jp.kyotaku.scenario

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.concurrent.CompletableFuture
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.suspendCancellableCoroutine

/** How long anything is waited for: longer than the core's longest own limit, and ended early by what is waited for. */
internal val PATIENCE: Duration = Duration.ofSeconds(120)

/** The way to the running `kyotaku-stage`. */
internal object Stage {
    /** Where it is. Without it no visit can be played, and that is a failure. */
    val address: String
        get() = checkNotNull(System.getenv("KYOTAKU_STAGE")) {
            "KYOTAKU_STAGE is to name the address of a kyotaku-stage that runs; `cargo xtask test` starts one"
        }

    private val http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

    fun get(address: String): HttpRequest.Builder = HttpRequest.newBuilder(URI(address))

    fun post(address: String, body: ByteArray): HttpRequest.Builder =
        get(address).POST(BodyPublishers.ofByteArray(body))

    fun delete(address: String): HttpRequest.Builder = get(address).DELETE()

    /** The answer's text, if it has the expected status; a failure that says what came if not. */
    fun ask(request: HttpRequest.Builder, expected: Int): String {
        val answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
        check(answer.statusCode() == expected) { "the stage answers ${answer.statusCode()}: ${answer.body()}" }
        return answer.body()
    }

    /** Asks, and has the answer told whenever it comes. */
    fun tell(request: HttpRequest.Builder): CompletableFuture<HttpResponse<ByteArray>> =
        http.sendAsync(request.build(), BodyHandlers.ofByteArray())

    /**
     * Waits for the answer, whatever it is and for as long as it takes: a card may hang. Whoever cancels the wait ends the
     * request; an answer that was quicker goes to [tooLate].
     */
    suspend fun wait(
        request: HttpRequest.Builder,
        tooLate: (HttpResponse<ByteArray>) -> Unit = {},
    ): HttpResponse<ByteArray> = suspendCancellableCoroutine { waiting ->
        val answer = tell(request)
        waiting.invokeOnCancellation { answer.cancel(true) }
        answer.whenComplete { came, failure ->
            if (failure != null) {
                waiting.resumeWithException(failure)
            } else {
                waiting.resume(came) { _, late, _ -> tooLate(late) }
            }
        }
    }
}
