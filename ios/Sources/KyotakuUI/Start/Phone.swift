/// What the phone itself can do.
@MainActor public struct Phone {
    /// Whether it can read a card at all.
    public let readsCards: Bool

    /// Its own lock.
    public let lock: any DeviceLock

    /// Keeps its screen on, or lets it go dark as its owner has set it.
    public let keepAwake: @MainActor (Bool) -> Void

    public init(readsCards: Bool = true, lock: any DeviceLock = PhoneLock()) {
        self.init(readsCards: readsCards, lock: lock, keepAwake: Awake.keep)
    }

    init(readsCards: Bool, lock: any DeviceLock, keepAwake: @escaping @MainActor (Bool) -> Void) {
        self.readsCards = readsCards
        self.lock = lock
        self.keepAwake = keepAwake
    }
}
