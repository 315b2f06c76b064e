import Foundation

/// Distances in points, by what they keep apart.
enum Space {
    /// Two lines of one thing.
    static let line: CGFloat = 4

    /// A mark and its words, two buttons side by side.
    static let near: CGFloat = 8

    /// The inside of a box and its edge; the screen's edge.
    static let inside: CGFloat = 16

    /// One thing and the next.
    static let between: CGFloat = 24

    /// The least height of what is pressed. Apple asks for 44; this is デジタル庁デザインシステム's large button.
    static let target: CGFloat = 56

    /// A key of a pad, and an answer.
    static let key: CGFloat = 64

    /// The longest line that is read without losing it, 26 characters or so.
    static let column: CGFloat = 600

    /// Two columns, on a screen that is wide and low.
    static let columns: CGFloat = 960

    /// From this width on, two halves of a screen stand side by side.
    static let wide: CGFloat = 640

    /// Corners: of a control, and of a frame.
    static let corner: CGFloat = 8
    static let frameCorner: CGFloat = 12
}
