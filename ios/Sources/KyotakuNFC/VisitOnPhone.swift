import Foundation
import KyotakuCore

extension Kyotaku {
    /// Starts a visit that reads cards with this phone. What changes is told to `observer`.
    public static func onThisPhone(_ settings: Settings, observer: any Observer) throws -> Kyotaku {
        try onPhone(PhoneReader(), settings, observer: observer)
    }

    static func onPhone(_ reader: PhoneReader, _ settings: Settings, observer: any Observer) throws -> Kyotaku {
        let sheet = SheetOfVisit(reader, observer)
        reader.follow(sheet)
        let visit = try Kyotaku(settings: settings, reader: reader, observer: sheet)
        sheet.hold(visit)
        return visit
    }
}

/// Follows a visit with the sheet. The core holds this and the reader, until the visit is closed; this does not hold the visit.
private final class SheetOfVisit: Observer, SheetOwner, @unchecked Sendable {
    private let reader: PhoneReader
    private let observer: any Observer
    // Under the lock: the core may already tell of a change.
    private let lock = NSLock()
    private weak var held: Kyotaku?

    init(_ reader: PhoneReader, _ observer: any Observer) {
        (self.reader, self.observer) = (reader, observer)
    }

    func hold(_ visit: Kyotaku) { lock.withLock { held = visit } }

    private var visit: Kyotaku? { lock.withLock { held } }

    /// On a thread of the core's.
    func changed() throws {
        reader.wordsChanged()
        try observer.changed()
    }

    var words: SheetWords? { visit.map { SheetWords($0.view()) } }

    /// The sheet lies over 戻る, and is left by its own キャンセル: the core is told the same, and decides what it means. It says
    /// what became of the tries if the PIN was being presented.
    func cancelled() {
        guard let visit else { return }
        let view = visit.view()
        guard case .tap = view.screen, let back = view.back else { return }
        _ = visit.dispatch(event: back.event)
        // A press is told to nobody, and nobody else made this one.
        try? observer.changed()
    }
}
