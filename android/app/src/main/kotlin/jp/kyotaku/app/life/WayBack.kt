package jp.kyotaku.app.life

import android.app.Activity
import android.widget.Toast
import androidx.activity.compose.BackHandler
import androidx.activity.compose.LocalActivity
import androidx.compose.runtime.Composable
import jp.kyotaku.app.R
import jp.kyotaku.app.RunningVisit
import jp.kyotaku.core.Event
import jp.kyotaku.core.View

/** What the phone's own way back (a gesture, or a button) means on a screen. */
internal sealed interface WayBack {
    /** The core's 戻る. */
    data class InTheVisit(val event: Event) : WayBack

    /** Out of the app, as from any other. */
    data object OutOfTheApp : WayBack

    /** Nothing: it neither cancels nor leaves what would be lost. */
    data object Nowhere : WayBack

    companion object {
        /**
         * 中止する is never meant by it. Out of the app it leads only where nothing would be lost, and where staff hold the
         * phone: from a patient's hands it does not lead to the rest of it.
         */
        fun of(view: View, visit: RunningVisit): WayBack {
            view.back?.let { return InTheVisit(it.event) }
            return if (visit.mayBeLeft(view)) OutOfTheApp else Nowhere
        }
    }
}

/** The phone's way back on a screen of the visit. */
@Composable
internal fun WayBackOf(view: View, visit: RunningVisit) {
    val activity = LocalActivity.current
    val way = WayBack.of(view, visit)
    BackHandler(way != WayBack.OutOfTheApp) {
        when (way) {
            is WayBack.InTheVisit -> visit.send(way.event)
            WayBack.Nowhere -> activity?.let { sayThatThereIsNone(it) }
            WayBack.OutOfTheApp -> Unit
        }
    }
}

/** From a cover it leads out of the app, which stays as it is. */
@Composable
internal fun WayBackFromCover() {
    val activity = LocalActivity.current
    BackHandler { activity?.moveTaskToBack(true) }
}

private fun sayThatThereIsNone(activity: Activity) =
    Toast.makeText(activity, R.string.no_way_back, Toast.LENGTH_LONG).show()
