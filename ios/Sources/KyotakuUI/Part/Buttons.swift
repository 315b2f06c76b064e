import KyotakuCore
import SwiftUI

/// A control of the core's: pressed, it sends the event that came with it. None is ever disabled: the core says why not.
struct ControlButton: View {
    let control: Control
    let send: Send

    var body: some View {
        Button {
            send(control.event)
        } label: {
            Text(verbatim: control.label)
        }
        .buttonStyle(WayOn(weight: control.weight))
    }
}

/// A button of the phone's own, for what the core cannot know of.
struct OwnButton: View {
    let words: String
    let press: @MainActor () -> Void

    var body: some View {
        Button(action: press) { Text(verbatim: words) }.buttonStyle(WayOn(weight: .secondary))
    }
}

/// The ways on, one below the other, as they came.
struct WaysOn: View {
    let controls: [Control]
    let send: Send

    var body: some View {
        if !controls.isEmpty {
            VStack(spacing: Space.inside) {
                ForEach(Array(controls.enumerated()), id: \.offset) { ControlButton(control: $0.element, send: send) }
            }
        }
    }
}

/// Controls of which none is to be preferred, of the same size.
struct AlikeControls: View {
    let controls: [Control]
    let send: Send

    var body: some View {
        if !controls.isEmpty {
            Alike(gap: Space.inside) {
                ForEach(Array(controls.enumerated()), id: \.offset) { ControlButton(control: $0.element, send: send) }
            }
        }
    }
}

/// 戻る and 中止する: words with a line under them, which draw less attention than any way on.
struct QuietButton: View {
    let control: Control
    let mark: Mark
    let send: Send

    var body: some View {
        Button {
            send(control.event)
        } label: {
            HStack(alignment: .firstTextBaseline, spacing: Space.near) {
                MarkIcon(mark, .key, .label)
                Text(verbatim: control.label).underline().lettered(.label).foregroundStyle(Role.key)
            }
        }
        .buttonStyle(Quiet())
    }
}

private struct WayOn: ButtonStyle {
    let weight: Weight

    func makeBody(configuration: Configuration) -> some View {
        let shape = RoundedRectangle(cornerRadius: Space.corner)
        configuration.label
            .lettered(.action)
            .multilineTextAlignment(.center)
            .foregroundStyle(words)
            .padding(.horizontal, Space.inside)
            .padding(.vertical, 12)
            .frame(maxWidth: .infinity, minHeight: Space.target, maxHeight: .infinity)
            .background(ground, in: shape)
            .overlay { shape.strokeBorder(Role.key, lineWidth: 1.5) }
            .contentShape(shape)
            .opacity(configuration.isPressed ? Pressed.opacity : 1)
    }

    private var ground: Role {
        switch weight {
        case .primary: .key
        case .secondary: .page
        }
    }

    private var words: Role {
        switch weight {
        case .primary: .onKey
        case .secondary: .key
        }
    }
}

private struct Quiet: ButtonStyle {
    func makeBody(configuration: Configuration) -> some View {
        configuration.label
            .padding(Space.near)
            .frame(maxWidth: .infinity, minHeight: Space.target, maxHeight: .infinity)
            .contentShape(Rectangle())
            .opacity(configuration.isPressed ? Pressed.opacity : 1)
    }
}

/// How what is pressed looks for as long as a finger lies on it.
enum Pressed {
    static let opacity = 0.6
}
