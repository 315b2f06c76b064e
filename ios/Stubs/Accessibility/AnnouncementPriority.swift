import Foundation

/// How soon an announcement is read out.
public struct AccessibilitySpeechAnnouncementPriority: Hashable, Codable, Sendable {
    let rawValue: String
    /// After all that is waiting to be read out.
    public static let low = Self(rawValue: "low")
}

extension AttributeScopes {
    public struct AccessibilityAttributes: AttributeScope {
        public let accessibilitySpeechAnnouncementPriority: AnnouncementPriorityAttribute

        public enum AnnouncementPriorityAttribute: CodableAttributedStringKey {
            public typealias Value = AccessibilitySpeechAnnouncementPriority
            public static let name = "UIAccessibilitySpeechAttributeAnnouncementPriority"
        }
    }
}

extension AttributeDynamicLookup {
    public subscript<T>(
        dynamicMember keyPath: KeyPath<AttributeScopes.AccessibilityAttributes, T>
    ) -> T where T: AttributedStringKey {
        self[T.self]
    }
}
