import KyotakuCore
import SwiftUI

/// Hold the card to the phone.
struct TapScreen: View {
    let view: TapView

    var body: some View {
        Beside {
            Text(verbatim: view.lead).lettered(.title).foregroundStyle(Role.words)
            TapPicture(position: view.position)
            Lead(view.position)
        } second: {
            Text(verbatim: view.progress)
                .lettered(.title)
                .foregroundStyle(Role.words)
                .accessibilityAddTraits(.updatesFrequently)
                .announced(view.progress)
            StepsBar(words: view.progress, done: view.done, steps: view.steps)
            if let tries = view.tries { Heed(tries) }
            Remark(view.limit)
            Remark(view.advice)
        }
    }
}
