package jp.kyotaku.app

import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import jp.kyotaku.app.frame.VisitFrame
import jp.kyotaku.app.life.CoveredScreen
import jp.kyotaku.app.life.DeviceLock
import jp.kyotaku.app.life.WayBackFromCover
import jp.kyotaku.app.life.WayBackOf
import jp.kyotaku.app.nfc.NfcNotice
import jp.kyotaku.app.screen.NotEnrolledScreen
import jp.kyotaku.core.Event

/** What is on the screen: the visit, or what stands in its place. */
@Composable
internal fun Shown(held: Held, lock: DeviceLock) {
    val started by held.started.collectAsStateWithLifecycle()
    val covered by held.leftAlone.covered.collectAsStateWithLifecycle()
    when (val now = started) {
        // A moment, in which nothing is there to be said.
        null -> Surface(Modifier.fillMaxSize()) {}
        is Started.Refused -> NotEnrolledScreen(now.reason, now.before)
        is Started.Running -> if (covered) Covered(lock, now.visit) else Visit(held, now.visit)
    }
}

@Composable
private fun Covered(lock: DeviceLock, visit: RunningVisit) {
    val view by visit.view.collectAsStateWithLifecycle()
    WayBackFromCover()
    CoveredScreen(lock.isSet, view.footer, lock::ask)
}

@Composable
private fun Visit(held: Held, visit: RunningVisit) {
    val view by visit.view.collectAsStateWithLifecycle()
    WayBackOf(view, visit)
    VisitFrame(view, { held.press(visit, it) }) { if (visit.readsByNfc) NfcNotice(view.screen, view.audience) }
}

private fun Held.press(visit: RunningVisit, event: Event) {
    // A press by a screen reader or a switch is no touch to the window.
    leftAlone.touched()
    visit.send(event)
}
