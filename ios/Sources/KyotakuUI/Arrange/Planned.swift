import SwiftUI

/// A layout that is worked out as rectangles: they say how large the whole is, and each part is put into its own.
protocol Planned: Layout where Cache == Void {
    /// Where each stands in this width. No width asks what would be best.
    func plan(_ width: CGFloat?, _ subviews: Subviews) -> Plan
}

extension Planned {
    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout Void) -> CGSize {
        plan(proposal.width, subviews).whole
    }

    func placeSubviews(in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout Void) {
        for (subview, frame) in zip(subviews, plan(bounds.width, subviews).frames) {
            subview.place(
                at: CGPoint(x: bounds.minX + frame.minX, y: bounds.minY + frame.minY),
                anchor: .topLeading,
                proposal: ProposedViewSize(frame.size))
        }
    }
}

/// How large a whole is, and where its parts stand in it.
struct Plan: Equatable {
    let whole: CGSize
    let frames: [CGRect]
}
