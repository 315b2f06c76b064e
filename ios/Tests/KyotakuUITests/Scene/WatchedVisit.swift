import Foundation
import KyotakuCore

/// The app's own visit, which notes what the screens send. While controls are tried, nothing reaches the core.
final class WatchedVisit: Kyotaku, @unchecked Sendable {
    private let lock = NSLock()
    private var tried: [Event]?
    private var noted: [Event] = []

    /// What has been sent to the core.
    var sent: [Event] {
        lock.withLock { noted }
    }

    /// What is sent while this goes on; the core hears nothing of it.
    func trying(_ press: () -> Void) -> [Event] {
        lock.withLock { tried = [] }
        press()
        return lock.withLock {
            defer { tried = nil }
            return tried ?? []
        }
    }

    override func dispatch(event: Event) -> View {
        let isTried = lock.withLock {
            guard tried != nil else {
                noted.append(event)
                return false
            }
            tried?.append(event)
            return true
        }
        return isTried ? view() : super.dispatch(event: event)
    }
}

/// Tells two observers, one after the other.
final class BothObservers: Observer {
    private let first: any Observer
    private let second: any Observer

    init(_ first: any Observer, _ second: any Observer) {
        (self.first, self.second) = (first, second)
    }

    func changed() throws {
        try first.changed()
        try second.changed()
    }
}
