import SwiftUI

/// Controls of which none is to be preferred: every one has the same width and the same height. They stand side by side where
/// the words of each fit into its share of the width on one line, and one below the other, each in the full width, where they
/// do not: an answer is not broken in two, nor made smaller, because the letters are large.
struct Alike: Planned {
    let gap: CGFloat

    func plan(_ width: CGFloat?, _ subviews: Subviews) -> Plan {
        Self.plan(
            count: subviews.count,
            gap: gap,
            width: width,
            ideal: { subviews[$0].sizeThatFits(.unspecified).width },
            height: { subviews[$0].sizeThatFits(ProposedViewSize(width: $1, height: nil)).height })
    }

    /// Where each stands. No width asks what would be best: side by side.
    static func plan(
        count: Int,
        gap: CGFloat,
        width: CGFloat?,
        ideal: (Int) -> CGFloat,
        height: (Int, CGFloat) -> CGFloat
    ) -> Plan {
        guard count > 0 else { return Plan(whole: CGSize(width: width ?? 0, height: 0), frames: []) }
        let widest = (0..<count).map(ideal).max() ?? 0
        let gaps = gap * CGFloat(count - 1)
        let whole = width ?? widest * CGFloat(count) + gaps
        let share = (whole - gaps) / CGFloat(count)
        let beside = widest <= share
        let each = beside ? share : whole
        let high = (0..<count).map { height($0, each) }.max() ?? 0
        let frames = (0..<count).map { place in
            beside
                ? CGRect(x: CGFloat(place) * (each + gap), y: 0, width: each, height: high)
                : CGRect(x: 0, y: CGFloat(place) * (high + gap), width: each, height: high)
        }
        let total = beside ? high : high * CGFloat(count) + gaps
        return Plan(whole: CGSize(width: whole, height: total), frames: frames)
    }
}
