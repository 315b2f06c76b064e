package jp.kyotaku.app

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import jp.kyotaku.app.life.LeftAlone
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * Keeps the visit while the activity is made anew, and ends it with the activity.
 *
 * @param interrupted what was kept of a visit under which the app was ended.
 * @param setAnew tells whenever the settings that [start] reads are other ones.
 * @param start starts a visit after that; it may read files, so not on the main thread.
 */
class Held(
    private var interrupted: String?,
    private val startsOn: CoroutineDispatcher,
    setAnew: Flow<Unit>,
    private val start: (interrupted: String?) -> Started,
) : ViewModel() {
    private val state = MutableStateFlow<Started?>(null)
    private var cleared = false

    /** What came of starting; null while it goes on. */
    val started: StateFlow<Started?> = state.asStateFlow()

    /** The visit, once there is one. */
    val visit: RunningVisit? get() = (state.value as? Started.Running)?.visit

    /** Whether somebody is at the phone. */
    val leftAlone = LeftAlone()

    /** What the activity's saved state keeps. Until a visit runs, what it was given is not said yet. */
    val keepsake: String?
        get() = when (val started = state.value) {
            is Started.Running -> started.visit.keepsake?.text
            is Started.Refused, null -> interrupted
        }

    init {
        begin()
        viewModelScope.launch {
            setAnew.collectLatest {
                untilNothingIsLost()
                beginAnew()
            }
        }
    }

    private fun begin() {
        // Not a scope that ends with this: a visit that is started has to be ended, too.
        CoroutineScope(Dispatchers.Main.immediate).launch {
            val started = withContext(startsOn) { start(interrupted) }
            if (cleared) started.end() else state.value = started
        }
    }

    /** Where none can begin, that is now. */
    private suspend fun untilNothingIsLost() {
        val running = state.filterNotNull().first() as? Started.Running ?: return
        running.visit.view.first { running.visit.mayBeLeft(it) }
    }

    private fun beginAnew() {
        val before = state.value
        interrupted = keepsake
        // First: nothing of a visit that has ended is to be pressed.
        state.value = null
        before?.end()
        begin()
    }

    override fun onCleared() {
        cleared = true
        state.value?.end()
    }
}

/** What came of starting a visit. */
sealed interface Started {
    /** It runs. */
    data class Running(val visit: RunningVisit) : Started

    /** None can begin; [before] is whether there was a visit of which is yet to be said how it ended. */
    data class Refused(val reason: NotStarted, val before: Boolean) : Started

    /** Ends the visit, if there is one. */
    fun end() = when (this) {
        is Running -> visit.end()
        is Refused -> Unit
    }
}
