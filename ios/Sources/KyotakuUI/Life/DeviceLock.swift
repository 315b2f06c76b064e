import LocalAuthentication

/// The phone's own lock, by which staff show that the phone is theirs.
@MainActor public protocol DeviceLock {
    /// Whether the phone has one.
    var isSet: Bool { get }

    /// Asks for it. Whether it was opened.
    func open() async -> Bool
}

/// Face ID or Touch ID, and the passcode where these do not do: whatever opens the phone.
public struct PhoneLock: DeviceLock {
    public init() {}

    public var isSet: Bool {
        LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil)
    }

    public func open() async -> Bool {
        // A new one each time: a context that was satisfied once stays so.
        let opened = try? await LAContext()
            .evaluatePolicy(.deviceOwnerAuthentication, localizedReason: OwnWords.coveredAsk)
        return opened ?? false
    }
}
