import KyotakuCore
import SwiftUI

/// One answer of several, in a list with its mark at the start. Until one is chosen, all look the same whatever they say. The
/// chosen one is told by a check in a filled round, by a thicker edge and by its ground; its words stay where they are, as
/// large and as heavy as they were.
struct ChoiceButton: View {
    let choice: Choice
    let list: Bool
    let send: Send

    var body: some View {
        Button {
            send(choice.event)
        } label: {
            HStack(alignment: .firstTextBaseline, spacing: 6) {
                MarkIcon(choice.selected ? .good : .open, choice.selected ? .key : .edge, .action)
                Text(verbatim: choice.label)
                    .lettered(.action)
                    .foregroundStyle(choice.selected ? Role.onChosen : Role.words)
            }
        }
        .buttonStyle(Answer(chosen: choice.selected, list: list))
        .accessibilityAddTraits(choice.selected ? .isSelected : [])
    }
}

/// What one of several is drawn in: answers, and the fields that digits go to.
struct Answer: ButtonStyle {
    let chosen: Bool
    let list: Bool

    func makeBody(configuration: Configuration) -> some View {
        let shape = RoundedRectangle(cornerRadius: Space.corner)
        configuration.label
            .padding(.horizontal, 10)
            .padding(.vertical, 12)
            .frame(
                maxWidth: .infinity, minHeight: Space.key, maxHeight: .infinity, alignment: list ? .leading : .center
            )
            .background(chosen ? Role.chosen : Role.page, in: shape)
            .overlay { shape.strokeBorder(chosen ? Role.key : Role.edge, lineWidth: chosen ? 3 : 1.5) }
            .contentShape(shape)
            .opacity(configuration.isPressed ? Pressed.opacity : 1)
    }
}
