import KyotakuCore

/// How long a screen may be left alone before it is covered. Staff act at once, and a phone that they lay down at a bedside is
/// soon out of their sight: two minutes. A patient reads the form, asks, and thinks: they get as long as the core gives
/// somebody to go on with a typed PIN, five minutes. The choice of mode shows nothing of anybody, and staff come to it from
/// their own locked phone. iOS has no setting by which somebody asks apps for more time to act; if it had, it would count here.
enum IdleLimit {
    static let staff: Duration = .seconds(2 * 60)
    static let patient: Duration = .seconds(5 * 60)

    /// For this screen; none where there is nothing to cover.
    static func of(_ view: VisitView) -> Duration? {
        if case .mode = view.screen { return nil }
        switch view.audience {
        case .staff: return staff
        case .patient: return patient
        }
    }
}
