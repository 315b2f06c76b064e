import Accessibility
import SwiftUI

/// Says to VoiceOver what has come on to a screen without the reader having moved there. It waits until what is being
/// read is at its end, so that the heading of a new screen comes first.
@MainActor func announce(_ words: String) {
    var announcement = AttributedString(words)
    announcement.accessibilitySpeechAnnouncementPriority = .low
    AccessibilityNotification.Announcement(announcement).post()
}

extension View {
    /// Announces these words when they come, and whenever they are others.
    func announced(_ words: String) -> some View {
        onChange(of: words, initial: true) { _, now in announce(now) }
    }
}
