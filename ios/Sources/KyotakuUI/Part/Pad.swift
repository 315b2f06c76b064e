import KyotakuCore
import SwiftUI

/// The keys that digits are typed by, and the one that takes a digit back.
struct Pad: View {
    let digits: [Key]
    let delete: Control
    let send: Send

    var body: some View {
        PadKeys(gap: Space.near) {
            ForEach(Array(digits.enumerated()), id: \.offset) { place in
                Button {
                    send(place.element.event)
                } label: {
                    Text(verbatim: place.element.label).lettered(.heading)
                }
                .buttonStyle(PadKey())
            }
            Button {
                send(delete.event)
            } label: {
                Text(verbatim: delete.label).lettered(.label)
            }
            .buttonStyle(PadKey())
        }
    }
}

private struct PadKey: ButtonStyle {
    func makeBody(configuration: Configuration) -> some View {
        let shape = RoundedRectangle(cornerRadius: Space.corner)
        configuration.label
            .multilineTextAlignment(.center)
            .foregroundStyle(Role.words)
            .padding(Space.line)
            .frame(maxWidth: .infinity, minHeight: Space.key, maxHeight: .infinity)
            .background(Role.page, in: shape)
            .overlay { shape.strokeBorder(Role.edge, lineWidth: 1.5) }
            .contentShape(shape)
            .opacity(configuration.isPressed ? Pressed.opacity : 1)
    }
}
