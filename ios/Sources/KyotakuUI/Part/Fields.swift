import KyotakuCore
import SwiftUI

/// Fields that belong together, in a frame; nothing where there are none.
struct Fields: View {
    let fields: [Field]

    var body: some View {
        if !fields.isEmpty {
            Framed {
                ForEach(Array(fields.enumerated()), id: \.offset) { place in
                    if place.offset > 0 { Line() }
                    FieldLine(field: place.element)
                }
            }
        }
    }
}

/// A label, its value, and a note where there is one; one thing to VoiceOver.
private struct FieldLine: View {
    let field: Field

    var body: some View {
        VStack(alignment: .leading, spacing: Space.line) {
            Text(verbatim: field.label).lettered(.label).foregroundStyle(Role.quiet)
            Text(verbatim: field.value).lettered(.body).foregroundStyle(Role.words)
            if let note = field.note { Remark(note) }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding(.vertical, 10)
        .accessibilityElement(children: .combine)
    }
}

/// A frame round what belongs together.
struct Framed<Content: View>: View {
    @ViewBuilder let content: Content

    var body: some View {
        VStack(alignment: .leading, spacing: 0) { content }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(.horizontal, 12)
            .padding(.vertical, Space.line)
            .overlay { RoundedRectangle(cornerRadius: Space.frameCorner).strokeBorder(Role.line, lineWidth: 1) }
    }
}

/// A line between two things. For the eye only.
struct Line: View {
    var body: some View {
        Rectangle().fill(Role.line).frame(height: 1).accessibilityHidden(true)
    }
}
