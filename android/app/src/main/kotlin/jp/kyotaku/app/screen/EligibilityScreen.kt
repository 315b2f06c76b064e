package jp.kyotaku.app.screen

import androidx.compose.runtime.Composable
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.part.FieldLine
import jp.kyotaku.app.part.Lead
import jp.kyotaku.app.part.RowBlock
import jp.kyotaku.app.part.Status
import jp.kyotaku.app.part.Title
import jp.kyotaku.core.EligibilityView
import jp.kyotaku.core.Event

/** The eligibility, and what stands of the consent. */
@Composable
fun EligibilityScreen(view: EligibilityView, send: (Event) -> Unit) {
    Status(view.status, view.tone)
    view.explanation.forEach { Lead(it) }
    view.person.forEach { FieldLine(it) }
    view.insurances.forEach { insurance ->
        Title(insurance.title)
        insurance.fields.forEach { FieldLine(it) }
    }
    view.standing?.let { standing ->
        Title(standing.title)
        Status(standing.status, standing.tone)
        standing.rows.forEach { RowBlock(it) }
        standing.fields.forEach { FieldLine(it) }
        standing.remark?.let { Lead(it) }
    }
    view.buttons.forEach { ControlButton(it, send) }
}
