import SwiftUI

/// How many digits of the PIN were typed, as dots: never which. Not text: they are as large as they are.
struct Dots: View {
    let entered: UInt32
    let length: UInt32
    let spoken: String

    var body: some View {
        HStack(spacing: 20) {
            ForEach(0..<Int(length), id: \.self) { place in
                if place < Int(entered) {
                    Circle().fill(Role.key).frame(width: 28, height: 28)
                } else {
                    Circle().strokeBorder(Role.edge, lineWidth: 2).frame(width: 28, height: 28)
                }
            }
        }
        .frame(maxWidth: .infinity)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: spoken))
        .accessibilityAddTraits(.updatesFrequently)
        .announced(spoken, fromTheStart: false)
    }
}

/// How far it is, below the words that say it, and called by them.
struct StepsBar: View {
    let words: String
    let done: UInt32
    let steps: UInt32

    var body: some View {
        ProgressView(value: Double(done), total: Double(max(steps, 1)))
            .tint(Role.key)
            .scaleEffect(y: 2)
            .accessibilityLabel(Text(verbatim: words))
    }
}
