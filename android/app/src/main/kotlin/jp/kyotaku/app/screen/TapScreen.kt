package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import jp.kyotaku.app.part.Beside
import jp.kyotaku.app.part.Heed
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Remark
import jp.kyotaku.app.part.StepsBar
import jp.kyotaku.app.part.TapPicture
import jp.kyotaku.core.TapView

/** Hold the card to the phone. */
@Composable
fun TapScreen(view: TapView) = Beside(
    first = {
        Text(view.lead, style = MaterialTheme.typography.titleMedium)
        TapPicture(view.position)
        Lead(view.position)
    },
    second = {
        Text(
            view.progress,
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            style = MaterialTheme.typography.titleMedium,
        )
        StepsBar(view.done, view.steps)
        view.tries?.let { Heed(it) }
        Remark(view.limit)
        Remark(view.advice)
    },
)
