import KyotakuCore
import SwiftUI

/// What happened, as strongly as it is: by its mark, by its edge, and in words.
struct Status: View {
    let text: String
    let tone: Tone

    var body: some View {
        Banner(text: text, tone: tone, lettering: .status).announced(text)
    }
}

/// What of something holds now, under its title: as ``Status``, and quieter.
struct Standing: View {
    let text: String
    let tone: Tone

    var body: some View {
        Banner(text: text, tone: tone, lettering: .title)
    }
}

/// Something to heed before going on, for example how many tries are left.
struct Heed: View {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Banner(text: text, tone: .caution, lettering: .body).announced(text)
    }
}

/// Why a press did not go on. It comes into sight by itself, wherever the press was: ``Page`` sees to that.
struct Hint: View {
    /// By what it is found on its page.
    static let place = "hint"

    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Banner(text: text, tone: .alarm, lettering: .body)
            .announced(text)
            .id(Self.place)
    }
}

/// Words with a mark of their own beside them.
struct Marked: View {
    let mark: Mark
    let text: String

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Space.near) {
            MarkIcon(mark, .key, .body)
            Text(verbatim: text).lettered(.body).foregroundStyle(Role.words)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding(.vertical, 12)
    }
}

private struct Banner: View {
    let text: String
    let tone: Tone
    let lettering: Lettering

    var body: some View {
        let colours = tone.colours
        let shape = RoundedRectangle(cornerRadius: Space.corner)
        HStack(alignment: .firstTextBaseline, spacing: Space.near) {
            MarkIcon(.of(tone), colours.mark, lettering)
            Text(verbatim: text).lettered(lettering).foregroundStyle(colours.words)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding(12)
        .background(colours.ground, in: shape)
        .overlay { shape.strokeBorder(colours.mark, lineWidth: 2) }
    }
}
