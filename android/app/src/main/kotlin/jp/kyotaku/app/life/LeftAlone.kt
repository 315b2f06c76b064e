package jp.kyotaku.app.life

import android.os.SystemClock
import jp.kyotaku.core.View
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.first

/** Whether the phone was left alone for so long that what it shows has to be covered. The visit goes on under it. */
class LeftAlone {
    private var touchedAt = SystemClock.elapsedRealtime()
    private val coveredNow = MutableStateFlow(false)

    /** Whether the screen is covered. */
    val covered: StateFlow<Boolean> = coveredNow.asStateFlow()

    /** Somebody touched it. A cover is not lifted by that. */
    fun touched() {
        if (!coveredNow.value) touchedAt = SystemClock.elapsedRealtime()
    }

    /** Somebody showed that it is theirs. */
    fun uncover() {
        // First: whoever waits for the cover to go looks at the time at once.
        touchedAt = SystemClock.elapsedRealtime()
        coveredNow.value = false
    }

    /** Covers the screen if nobody touched it for so long; null covers nothing. */
    fun look(limit: Duration?) {
        if (limit != null && left(limit) <= Duration.ZERO) coveredNow.value = true
    }

    /** Covers the screen whenever it was left alone for so long, until this is cancelled. */
    suspend fun watch(views: StateFlow<View>, limitOf: (View) -> Duration?): Nothing {
        views.collectLatest { view ->
            val limit = limitOf(view) ?: awaitCancellation()
            while (true) {
                look(limit)
                coveredNow.first { !it }
                delay(left(limit))
            }
        }
        awaitCancellation()
    }

    /** Time goes on while the phone sleeps. */
    private fun left(limit: Duration) = limit - (SystemClock.elapsedRealtime() - touchedAt).milliseconds
}
