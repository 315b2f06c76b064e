import KyotakuCore
import SwiftUI

/// 1 入力, 2 確認, 3 完了. Which one is now is told by a filled number, bold words and a line under them; one thing to
/// VoiceOver, in the words that came for it.
struct StepsLine: View {
    let steps: Steps

    var body: some View {
        Flow(between: Space.inside) {
            ForEach(Array(steps.labels.enumerated()), id: \.offset) { place in
                Step(number: place.offset + 1, label: place.element, now: place.offset == Int(steps.current))
            }
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: steps.spoken))
    }
}

private struct Step: View {
    let number: Int
    let label: String
    let now: Bool

    var body: some View {
        HStack(spacing: Space.near) {
            // The number only repeats the order.
            Image(systemName: "\(number).circle\(now ? ".fill" : "")")
                .lettered(.title)
                .foregroundStyle(now ? Role.key : Role.quiet)
                .accessibilityHidden(true)
            Text(verbatim: label)
                .underline(now)
                .lettered(.label)
                .fontWeight(now ? .bold : .regular)
                .foregroundStyle(now ? Role.words : Role.quiet)
        }
    }
}
