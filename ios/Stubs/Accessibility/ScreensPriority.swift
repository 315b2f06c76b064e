import Foundation

/// How soon an announcement is made. On Apple's systems the type is UIKit's `UIAccessibilityPriority`.
public struct AnnouncementPriority: Hashable, Sendable {
    private let name: String
    public static let high = Self(name: "high"), `default` = Self(name: "default"), low = Self(name: "low")
}

extension AttributedString {
    /// Not kept: announcements are made one after the other here.
    public var accessibilitySpeechAnnouncementPriority: AnnouncementPriority? {
        get { nil }
        set {}
    }
}
