extension View {
    public func privacySensitive(_ sensitive: Bool = true) -> some View {
        inheriting { $0.isPrivate = sensitive }
    }

    public func redacted(reason: RedactionReasons) -> some View {
        inheriting { $0.redactionReasons.formUnion(reason) }
    }
}

/// Why something is drawn without its words.
public struct RedactionReasons: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let placeholder = RedactionReasons(rawValue: 1), privacy = RedactionReasons(rawValue: 2)
}
