/// What the phone itself can do.
@MainActor public struct Phone {
    /// Whether it can read a card at all.
    public let readsCards: Bool

    /// Its own lock.
    public let lock: any DeviceLock

    public init(readsCards: Bool = true, lock: any DeviceLock = PhoneLock()) {
        self.readsCards = readsCards
        self.lock = lock
    }
}
