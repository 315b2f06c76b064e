import Accessibility
import SwiftUI

extension View {
    /// Says these words to VoiceOver when they come, and whenever they are others: what has come on to a screen without the
    /// reader having moved there. Each is said once, and not from under a cover: then when it is lifted.
    ///
    /// - Parameter fromTheStart: whether those are said, too, that stand there from the start.
    func announced(_ words: String?, fromTheStart: Bool = true) -> some View {
        modifier(Announced(words: words, fromTheStart: fromTheStart))
    }
}

private struct Announced: ViewModifier {
    private let words: String?
    @State private var said: String?
    @Environment(\.isCovered) private var isCovered

    init(words: String?, fromTheStart: Bool) {
        self.words = words
        _said = State(initialValue: fromTheStart ? nil : words)
    }

    func body(content: Content) -> some View {
        content.onChange(of: Heard(words: words, isCovered: isCovered), initial: true) { _, now in
            guard !now.isCovered, now.words != said else { return }
            said = now.words
            if let words = now.words { announce(words) }
        }
    }

    /// It waits until what is being read is at its end, so that the heading of a new screen comes first.
    private func announce(_ words: String) {
        var announcement = AttributedString(words)
        announcement.accessibilitySpeechAnnouncementPriority = .low
        AccessibilityNotification.Announcement(announcement).post()
    }
}

private struct Heard: Equatable {
    let words: String?
    let isCovered: Bool
}
