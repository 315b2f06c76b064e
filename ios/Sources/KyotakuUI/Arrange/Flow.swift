import SwiftUI

/// Things one after the other in a line, and in as many lines as they need. What is wider than a line is broken within it.
struct Flow: Planned {
    /// Between two of a line.
    let between: CGFloat

    /// Whether the first and the last of a line stand at its two ends, where there are several.
    var atTheEnds = false

    func plan(_ width: CGFloat?, _ subviews: Subviews) -> Plan {
        Self.plan(count: subviews.count, between: between, atTheEnds: atTheEnds, width: width) { place, width in
            subviews[place].sizeThatFits(width.map { ProposedViewSize(width: $0, height: nil) } ?? .unspecified)
        }
    }

    /// Where each stands: `size` is how large one wants to be, in a width or in as much as it likes.
    static func plan(
        count: Int,
        between: CGFloat,
        atTheEnds: Bool,
        width: CGFloat?,
        size: (Int, CGFloat?) -> CGSize
    ) -> Plan {
        var frames: [CGRect] = []
        var line: [CGRect] = []
        var y: CGFloat = 0
        var widest: CGFloat = 0

        func end() {
            guard let last = line.last else { return }
            let high = line.map(\.height).max() ?? 0
            let spare = atTheEnds && line.count > 1 ? max(0, (width ?? last.maxX) - last.maxX) : 0
            for (place, frame) in line.enumerated() {
                // The small stand at the foot of the line, as letters do.
                let share = CGFloat(place) / CGFloat(max(1, line.count - 1))
                let moved = CGPoint(x: frame.minX + spare * share, y: y + high - frame.height)
                frames.append(CGRect(origin: moved, size: frame.size))
            }
            widest = max(widest, last.maxX)
            y += high + Space.near
            line = []
        }

        for place in 0..<count {
            let ideal = size(place, nil)
            let x = line.last.map { $0.maxX + between } ?? 0
            if let width, x + ideal.width > width { end() }
            let start = line.last.map { $0.maxX + between } ?? 0
            let fitted = width.map { ideal.width > $0 ? size(place, $0) : ideal } ?? ideal
            line.append(CGRect(origin: CGPoint(x: start, y: 0), size: fitted))
        }
        end()
        return Plan(whole: CGSize(width: width ?? widest, height: max(0, y - Space.near)), frames: frames)
    }
}
