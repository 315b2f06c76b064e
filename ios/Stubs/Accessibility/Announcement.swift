import Foundation

/// What an assistive technology is told.
public enum AccessibilityNotification {
    /// Words that are read out at once.
    public struct Announcement: Sendable {
        let announcement: String

        public init(_ announcement: AttributedString) {
            self.announcement = String(announcement.characters)
        }

        public func post() {
            Announced.add(announcement)
        }
    }
}
