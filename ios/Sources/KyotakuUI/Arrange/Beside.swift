import SwiftUI

/// Two halves of a screen: one beside the other where it is wide, else one below the other. Read in this order either way.
struct Beside<First: View, Second: View>: View {
    @ViewBuilder let first: First
    @ViewBuilder let second: Second

    var body: some View {
        Halves {
            half { first }
            half { second }
        }
    }

    private func half(@ViewBuilder _ content: () -> some View) -> some View {
        // Read to its end before the other begins, wherever their parts stand.
        VStack(alignment: .leading, spacing: Space.between, content: content)
            .frame(maxWidth: .infinity, alignment: .leading)
            .accessibilityElement(children: .contain)
    }
}

private struct Halves: Planned {
    func plan(_ width: CGFloat?, _ subviews: Subviews) -> Plan {
        let whole = width ?? subviews.map { $0.sizeThatFits(.unspecified).width }.max() ?? 0
        let beside = whole >= Space.wide
        let gap = beside ? Space.between * 2 : Space.between
        let each = beside ? (whole - gap) / 2 : whole
        var frames: [CGRect] = []
        for subview in subviews {
            let height = subview.sizeThatFits(ProposedViewSize(width: each, height: nil)).height
            let before = frames.last
            let x = beside ? before.map { $0.maxX + gap } ?? 0 : 0
            let y = beside ? 0 : before.map { $0.maxY + gap } ?? 0
            frames.append(CGRect(x: x, y: y, width: each, height: height))
        }
        return Plan(whole: CGSize(width: whole, height: frames.map(\.maxY).max() ?? 0), frames: frames)
    }
}
