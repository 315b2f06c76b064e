import SwiftUI

/// No visit can begin: this phone is not set up, or not rightly.
struct NotEnrolledScreen: View {
    let reason: NotStarted

    var body: some View {
        Page {
            Heading(OwnWords.notEnrolledHeading)
            Lead(reason.words)
            Marked(mark: .toDo, text: OwnWords.notEnrolledToDo)
            Marked(mark: .kept, text: OwnWords.notEnrolledUnchanged)
        }
    }
}
