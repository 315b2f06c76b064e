import KyotakuCore
import SwiftUI

/// What stands around every screen: the heading and the steps above it, the ways back and the footer below. What the phone
/// itself has to say comes before the screen's own words.
struct VisitFrame: View {
    let view: VisitView
    let send: Send

    /// Whether this phone can read a card at all.
    var readsCards = true

    @AccessibilityFocusState private var onHeading: Bool
    @Environment(\.isCovered) private var isCovered

    var body: some View {
        Page(width: view.screen.width, hint: view.screen.hint) {
            VStack(alignment: .leading, spacing: Space.inside) {
                Heading(view.heading).accessibilityFocused($onHeading)
                if let steps = view.steps { StepsLine(steps: steps) }
            }
            if !readsCards && view.screen.mayLeadToATap { NoReaderNotice() }
            ScreenBody(screen: view.screen, send: send)
        } foot: {
            Foot(view: view, send: send)
        }
        // Every heading begins at its top; while it is the same, the page stays where it was.
        .id(view.heading)
        .environment(\.audience, view.audience)
        // VoiceOver's own way back, a rub with two fingers, is the core's 戻る: never 中止する, and nothing where there is none.
        .accessibilityElement(children: .contain)
        .accessibilityAction(.escape) {
            if let back = view.back { send(back.event) }
        }
        .onChange(of: Seen(heading: view.heading, isCovered: isCovered)) { _, now in
            if !now.isCovered { onHeading = true }
        }
        .announced(view.steps?.spoken)
    }
}

/// VoiceOver goes on from the heading when this changes: on another screen, and when a cover was lifted.
private struct Seen: Equatable {
    let heading: String
    let isCovered: Bool
}

private struct Foot: View {
    let view: VisitView
    let send: Send

    var body: some View {
        VStack(alignment: .leading, spacing: Space.near) {
            Line()
            Alike(gap: Space.near) {
                if let back = view.back { QuietButton(control: back, mark: .back, send: send) }
                if let cancel = view.cancel { QuietButton(control: cancel, mark: .cancel, send: send) }
            }
            FooterLines(footer: view.footer)
        }
    }
}
