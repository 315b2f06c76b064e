package jp.kyotaku.misbehaviour

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.job
import kotlinx.coroutines.withContext

/** A call of the core's to a reader, which the test holds and watches. */
internal class Held {
    private val begun = CompletableDeferred<Unit>()
    private val mayGoOn = CompletableDeferred<Unit>()

    /** Ends with the call's coroutine, when whatever came of it was handed over. */
    val ended = Job()

    /** For a reader that is as it should be: it ends with its cancellation. */
    suspend fun untilItsCancellation(): Nothing {
        begin()
        awaitCancellation()
    }

    /** For one that is not: cancelled, it waits until it may go [on], and has an outcome all the same. */
    suspend fun afterItsCancellation(outcome: suspend () -> ByteArray): ByteArray {
        begin()
        try {
            awaitCancellation()
        } catch (_: CancellationException) {
            return withContext(NonCancellable) {
                mayGoOn.await()
                outcome()
            }
        }
    }

    fun hasBegun() = eventually("the call has begun") { begun.isCompleted }

    fun goOn() {
        mayGoOn.complete(Unit)
    }

    fun hasEnded() = eventually("the call has ended") { ended.isCompleted }

    private suspend fun begin() {
        // The generated code hands the outcome over within this coroutine.
        currentCoroutineContext().job.invokeOnCompletion { ended.complete() }
        begun.complete(Unit)
    }
}
