import KyotakuCore
import SwiftUI

/// The eligibility, and what stands of the consent.
struct EligibilityScreen: View {
    let view: EligibilityView
    let send: Send

    var body: some View {
        Status(text: view.status, tone: view.tone)
        Leads(view.explanation)
        Fields(fields: view.person)
        ForEach(Array(view.insurances.enumerated()), id: \.offset) { place in
            Title(place.element.title)
            Fields(fields: place.element.fields)
        }
        if let standing = view.standing { Consent(standing: standing) }
        WaysOn(controls: view.buttons, send: send)
    }
}

private struct Consent: View {
    let standing: StandingView

    var body: some View {
        Title(standing.title)
        Standing(text: standing.status, tone: standing.tone)
        Rows(rows: standing.rows)
        Fields(fields: standing.fields)
        if let remark = standing.remark { Lead(remark) }
    }
}
