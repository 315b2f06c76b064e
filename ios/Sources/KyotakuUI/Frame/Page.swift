import SwiftUI

/// One screen's paper: all of it scrolls, so that nothing is out of reach however large the letters or low the screen. What is
/// last stands at the foot if there is room.
struct Page<Content: View, Foot: View>: View {
    var width: CGFloat = Space.column

    /// Why a press did not go on: when it comes, the page moves to where it stands.
    var hint: String?

    @ViewBuilder let content: Content
    @ViewBuilder let foot: Foot
    @Environment(\.touched) private var touched

    var body: some View {
        GeometryReader { whole in
            ScrollViewReader { scroll in
                ScrollView {
                    paper
                        .padding(Space.inside)
                        .frame(maxWidth: width, minHeight: whole.size.height)
                        .frame(maxWidth: .infinity)
                        .background { movement }
                }
                .onChange(of: hint) { _, now in
                    if now != nil { scroll.scrollTo(Hint.place, anchor: .center) }
                }
            }
        }
        .background(Role.page)
    }

    private var paper: some View {
        // As high as their words want to be: only what is between them stretches.
        VStack(spacing: Space.between) {
            VStack(alignment: .leading, spacing: Space.between) { content }
                .frame(maxWidth: .infinity, alignment: .leading)
                .fixedSize(horizontal: false, vertical: true)
            Spacer(minLength: 0)
            foot.fixedSize(horizontal: false, vertical: true)
        }
    }

    /// Who scrolls is there, as who presses is.
    private var movement: some View {
        GeometryReader { paper in
            Color.clear.onChange(of: paper.frame(in: .global).minY) { touched() }
        }
        .accessibilityHidden(true)
    }
}

extension Page where Foot == EmptyView {
    init(@ViewBuilder content: () -> Content) {
        self.init(content: content, foot: { EmptyView() })
    }
}
