import SwiftUI

/// Keys that digits are typed by, three in a row as on a telephone; the last digit stands in the middle of its own row. What
/// takes a digit back, the last of all, stands to its right while its words fit into a key on one line, and below in the
/// whole width where they do not.
struct PadKeys: Planned {
    let gap: CGFloat

    func plan(_ width: CGFloat?, _ subviews: Subviews) -> Plan {
        Self.plan(
            count: subviews.count,
            gap: gap,
            width: width,
            ideal: { subviews[$0].sizeThatFits(.unspecified).width },
            height: { subviews[$0].sizeThatFits(ProposedViewSize(width: $1, height: nil)).height })
    }

    private static let columns = 3

    /// Where each stands. No width asks what would be best: every key as wide as the widest.
    static func plan(
        count: Int,
        gap: CGFloat,
        width: CGFloat?,
        ideal: (Int) -> CGFloat,
        height: (Int, CGFloat) -> CGFloat
    ) -> Plan {
        guard count > 1 else { return Alike.plan(count: count, gap: gap, width: width, ideal: ideal, height: height) }
        let digits = count - 1
        let gaps = gap * CGFloat(columns - 1)
        let whole = width ?? ((0..<count).map(ideal).max() ?? 0) * CGFloat(columns) + gaps
        let wide = (whole - gaps) / CGFloat(columns)
        let high = (0..<digits).map { height($0, wide) }.max() ?? 0
        let rows = (digits + columns - 1) / columns
        let keypad = CGFloat(rows) * high + CGFloat(rows - 1) * gap

        var frames = (0..<digits).map { place in
            let alone = place == digits - 1 && digits % columns == 1
            return CGRect(
                x: CGFloat(alone ? 1 : place % columns) * (wide + gap),
                y: CGFloat(place / columns) * (high + gap),
                width: wide,
                height: high)
        }
        let fits = ideal(digits) <= wide && height(digits, wide) <= high && digits % columns == 1
        if fits {
            frames.append(CGRect(x: 2 * (wide + gap), y: keypad - high, width: wide, height: high))
            return Plan(whole: CGSize(width: whole, height: keypad), frames: frames)
        }
        let below = height(digits, whole)
        frames.append(CGRect(x: 0, y: keypad + gap, width: whole, height: below))
        return Plan(whole: CGSize(width: whole, height: keypad + gap + below), frames: frames)
    }
}
