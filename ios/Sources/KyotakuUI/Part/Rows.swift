import KyotakuCore
import SwiftUI

/// What was answered, question by question.
struct Rows: View {
    let rows: [Row]

    var body: some View {
        VStack(spacing: 12) {
            ForEach(Array(rows.enumerated()), id: \.offset) { RowBlock(row: $0.element) }
        }
    }
}

/// A question and its answer, one thing to VoiceOver, and below it each item that follows from it.
private struct RowBlock: View {
    let row: Row

    var body: some View {
        Framed {
            VStack(alignment: .leading, spacing: Space.line) {
                Text(verbatim: row.label).lettered(.question).foregroundStyle(Role.words)
                Text(verbatim: row.answer).lettered(.status).foregroundStyle(Role.words)
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(.vertical, 10)
            .accessibilityElement(children: .combine)
            ForEach(Array(row.items.enumerated()), id: \.offset) { place in
                Line()
                ItemLine(item: place.element)
            }
        }
    }
}

/// An item and what holds for it, at the two ends of a line if they fit on one.
private struct ItemLine: View {
    let item: Field

    var body: some View {
        VStack(alignment: .leading, spacing: Space.line) {
            Flow(between: Space.inside, atTheEnds: true) {
                Text(verbatim: item.label).lettered(.label).foregroundStyle(Role.quiet)
                Text(verbatim: item.value).lettered(.label).foregroundStyle(Role.words)
            }
            if let note = item.note { Remark(note) }
        }
        .padding(.vertical, 10)
        .accessibilityElement(children: .combine)
    }
}
