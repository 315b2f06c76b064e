import SwiftUI

/// What to do on a screen.
struct Lead: View {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Text(verbatim: text).lettered(.body).foregroundStyle(Role.words)
    }
}

/// What is good to know, and not needed by everybody.
struct Remark: View {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Text(verbatim: text).lettered(.label).foregroundStyle(Role.quiet)
    }
}

/// A title over rows or fields.
struct Title: View {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Text(verbatim: text).lettered(.title).foregroundStyle(Role.words).accessibilityAddTraits(.isHeader)
    }
}

/// Several of them, one below the other.
struct Leads: View {
    let texts: [String]

    init(_ texts: [String]) {
        self.texts = texts
    }

    var body: some View {
        ForEach(Array(texts.enumerated()), id: \.offset) { Lead($0.element) }
    }
}
