package jp.kyotaku.app.screen

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import jp.kyotaku.app.part.Underway
import jp.kyotaku.app.part.WaysOn
import jp.kyotaku.core.Event
import jp.kyotaku.core.WaitingView

/** A call to the service is under way. */
@Composable
fun WaitingScreen(view: WaitingView, send: (Event) -> Unit) {
    Underway()
    Text(view.message, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = MaterialTheme.typography.titleMedium)
    WaysOn(view.buttons, send)
}
