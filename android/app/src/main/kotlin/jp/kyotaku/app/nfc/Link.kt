package jp.kyotaku.app.nfc

import android.nfc.TagLostException
import java.io.IOException
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive

/**
 * Nothing but a [LinkException] leaves the reader: above all no `Error`, which the generated code does not catch. What was
 * thrown is dropped, text and all: Android's own texts name the card's identifier. A cancellation of the core's passes.
 *
 * Android never tells of two cards at once, nor of another app that holds the card: Collision and Busy do not occur.
 */
internal suspend fun <T> link(isOn: () -> Boolean, call: suspend () -> T): T = try {
    call()
} catch (failure: Throwable) {
    currentCoroutineContext().ensureActive()
    throw linkException(failure, isOn)
}

private fun linkException(failure: Throwable, isOn: () -> Boolean): LinkException = when {
    failure is LinkException -> failure
    // Whatever Android calls it: it fails as a lost card does, and differently from version to version.
    !runCatching(isOn).getOrDefault(true) -> LinkException.ReaderGone()
    failure is TagLostException -> LinkException.CardGone()
    failure is IOException -> LinkException.Mute()
    // "Tag is out of date": another card was discovered since.
    failure is SecurityException -> LinkException.CardGone()
    failure is CancellationException -> LinkException.Failed()
    // "Call connect() first!": the channel was closed.
    failure is IllegalStateException -> LinkException.CardGone()
    else -> LinkException.Failed()
}
