package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.Fields
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.Rows
import jp.kyotaku.app.part.Standing
import jp.kyotaku.app.part.Status
import jp.kyotaku.app.part.Title
import jp.kyotaku.app.part.WaysOn
import jp.kyotaku.core.EligibilityView
import jp.kyotaku.core.Event
import jp.kyotaku.core.StandingView

/** The eligibility, and what stands of the consent. */
@Composable
fun EligibilityScreen(view: EligibilityView, send: (Event) -> Unit) {
    Status(view.status, view.tone)
    view.explanation.forEach { Lead(it) }
    Fields(view.person)
    view.insurances.forEach { insurance ->
        Title(insurance.title)
        Fields(insurance.fields)
    }
    view.standing?.let { Consent(it) }
    WaysOn(view.buttons, send)
}

@Composable
private fun Consent(standing: StandingView) {
    Title(standing.title)
    Standing(standing.status, standing.tone)
    Rows(standing.rows)
    Fields(standing.fields)
    standing.remark?.let { Lead(it) }
}
