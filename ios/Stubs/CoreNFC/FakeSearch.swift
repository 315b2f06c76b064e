// Not Apple's: a session as the system sees it.

/// What a session's delegate is told.
enum FakeNews {
    case active
    case found([NFCTag])
    case ended(NFCReaderError.Code)
}

/// One session, from its beginning to its end. On the phone's queue; it tells on the session's.
final class FakeSearch: @unchecked Sendable {
    enum By { case app, system }

    let phone: FakePhone
    private let options: NFCTagReaderSession.PollingOption
    private let queue: DispatchQueue
    /// Told on the session's queue. Set before it begins.
    var tell: (FakeNews) -> Void = { _ in }

    private(set) var look = FakePhone.Look()
    /// Of cards that were found since polling began; none while nothing was.
    private var tags: [FakeTag] = []
    private var isPolling = false

    init(_ phone: FakePhone, _ options: NFCTagReaderSession.PollingOption, _ queue: DispatchQueue) {
        (self.phone, self.options, self.queue) = (phone, options, queue)
        look.options = options.rawValue
    }

    // What the app's side asks, from any thread.

    var message: String { phone.service.sync { look.messages.last ?? "" } }
    var isActive: Bool { phone.service.sync { look.isActive } }

    func say(_ message: String) {
        phone.service.sync { if !look.isOver { look.messages.append(message) } }
    }

    func begin() {
        phone.service.async { [self] in
            phone.searches.append(self)
            if let refusal = phone.refusal(of: self) { return finish(refusal, saying: nil, by: .system) }
            look.isActive = true
            deliver { self.tell(.active) }
            phone.service.asyncAfter(deadline: .now() + phone.sessionLimit) { [weak self] in
                self?.finish(.readerSessionInvalidationErrorSessionTimeout, saying: nil, by: .system)
            }
            isPolling = true
            poll()
        }
    }

    func end(_ code: NFCReaderError.Code, saying failure: String?, by: By) {
        phone.service.async { [self] in
            // No card is of use from now on; the session is over when its sheet is gone.
            isPolling = false
            forget(.readerTransceiveErrorSessionInvalidated)
            phone.service.asyncAfter(deadline: .now() + phone.lastWords) {
                self.finish(code, saying: failure, by: by)
            }
        }
    }

    func restart() {
        phone.service.async { [self] in
            guard look.isActive, !look.isOver else { return }
            look.restarts += 1
            forget(.readerTransceiveErrorTagNotConnected)
            isPolling = true
            poll()
        }
    }

    func connect(_ tag: NFCTag, _ completion: @escaping ((any Error)?) -> Void) {
        nonisolated(unsafe) let (tag, completion) = (tag, completion)
        phone.service.async { [self] in
            let done = { (code: NFCReaderError.Code?) in self.deliver { completion(code.map { NFCReaderError($0) }) } }
            guard !look.isOver else { return done(.readerTransceiveErrorSessionInvalidated) }
            guard case .iso7816(let any) = tag, let card = any as? FakeTag else {
                return done(.readerErrorUnsupportedFeature)
            }
            guard card.isAvailable, tags.contains(card) else {
                return done(.readerTransceiveErrorTagConnectionLost)
            }
            if let refusal = card.card.refusalToOpen() { return done(refusal) }
            guard card.card.opens else { return card.waitToOpen { done($0) } }
            for tag in tags { tag.isConnected = tag === card }
            done(nil)
        }
    }

    // On the phone's queue.

    /// Looks at what lies there. A polling that found something is over until the next.
    func poll() {
        guard isPolling, !look.isOver, !phone.field.isEmpty else { return }
        isPolling = false
        let cards = phone.field
        // Selecting takes its time, and the phone does other things meanwhile.
        Task {
            var found: [FakeTag] = []
            for card in cards {
                if let tag = await self.discover(card) { found.append(tag) }
            }
            self.phone.service.async { [found] in self.discovered(found) }
        }
    }

    private func discovered(_ found: [FakeTag]) {
        guard !look.isOver else { return }
        let here = found.filter { tag in phone.field.contains { $0 === tag.card } }
        if here.isEmpty {
            // Nothing of use lies there: it goes on when something else does.
            isPolling = true
            return
        }
        tags = here
        nonisolated(unsafe) let told = here.map(\.told)
        deliver { self.tell(.found(told)) }
    }

    /// NFCISO7816Tag.h: the applications of Info.plist are selected in their order, until the first that the card has.
    private func discover(_ card: FakeCard) async -> FakeTag? {
        switch card.kind {
        case .iso7816:
            guard options.contains(.iso14443) else { return nil }
            for identifier in phone.identifiers {
                let select = Data([0, 0xA4, 4, 0, UInt8(identifier.count)]) + identifier + Data([0])
                guard let answer = try? await card.answer(select) else { return nil }
                guard answer.suffix(2) == Data([0x90, 0]) else { continue }
                return FakeTag(card, self, identifier.map { String(format: "%02X", $0) }.joined())
            }
            return nil
        case .feliCa(let code):
            let isFound = options.contains(.iso18092) && phone.systemCodes.contains(code)
            return isFound ? FakeTag(card, self, "") : nil
        case .miFare:
            return options.contains(.iso14443) ? FakeTag(card, self, "") : nil
        }
    }

    func left(_ card: FakeCard) {
        for tag in tags where tag.card === card { tag.leave(.readerTransceiveErrorTagConnectionLost) }
    }

    func finish(_ code: NFCReaderError.Code, saying failure: String?, by: By) {
        guard !look.isOver else { return }
        (look.isOver, look.isActive) = (true, false)
        (look.wasEndedByApp, look.failure) = (by == .app, failure)
        forget(.readerTransceiveErrorSessionInvalidated)
        deliver { self.tell(.ended(code)) }
    }

    private func forget(_ code: NFCReaderError.Code) {
        tags.forEach { $0.leave(code) }
        tags = []
    }

    func deliver(_ news: @escaping () -> Void) {
        nonisolated(unsafe) let news = news
        queue.async { news() }
    }
}
