import KyotakuCore
import SwiftUI

/// The parts of 照合番号B, of which one gets the next digit: that one has a ground and a thick edge.
struct NumberParts: View {
    let fields: [NumberField]
    let send: Send

    var body: some View {
        VStack(spacing: Space.near) {
            ForEach(Array(fields.enumerated()), id: \.offset) { NumberPartButton(field: $0.element, send: send) }
        }
        .accessibilityElement(children: .contain)
    }
}

private struct NumberPartButton: View {
    let field: NumberField
    let send: Send

    var body: some View {
        let words = field.selected ? Role.onChosen : Role.words
        Button {
            send(field.choose.event)
        } label: {
            Flow(between: Space.inside, atTheEnds: true) {
                Text(verbatim: field.label)
                    .lettered(.label)
                    .fontWeight(field.selected ? .bold : .regular)
                    .foregroundStyle(words)
                Text(verbatim: field.shown).lettered(.status).tracking(2).foregroundStyle(words)
            }
        }
        .buttonStyle(Answer(chosen: field.selected, list: true))
        .accessibilityLabel(Text(verbatim: field.spoken))
        .accessibilityAddTraits(field.selected ? .isSelected : [])
    }
}
