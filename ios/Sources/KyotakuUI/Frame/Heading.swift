import SwiftUI

/// What a screen is called, at its top.
struct Heading: View {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var body: some View {
        Text(verbatim: text).lettered(.heading).foregroundStyle(Role.words).accessibilityAddTraits(.isHeader)
    }
}
