package jp.kyotaku.app.nfc

import android.nfc.tech.IsoDep
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext

/**
 * Makes a call to the card, which blocks, on a thread that may wait. Cancelled before it began, it is not made. Cancelled
 * while it blocks, the card is closed, which is how Android ends such a call; this returns when the call has ended, so that
 * what was handed to it can be wiped then and is not read any more.
 *
 * The NFC services that are known to us let that close wait for an exchange that is under way: it ends with the answer or with
 * the time limit that was set, and no thread is held for longer.
 */
internal suspend fun <T> IsoDep.blocking(call: IsoDep.() -> T): T = coroutineScope {
    val outcome = async(Dispatchers.IO) { runCatching { call() } }
    try {
        outcome.await().getOrThrow()
    } catch (cancelled: CancellationException) {
        withContext(NonCancellable + Dispatchers.IO) { closeQuietly() }
        throw cancelled
    }
}

/** Ends the session with the card. One that is gone has ended it by itself. Blocks. */
internal fun IsoDep.closeQuietly() {
    runCatching { close() }
}
