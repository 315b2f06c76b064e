@preconcurrency import CoreNFC

/// What a session tells whoever began it, on the queue that it was given.
protocol TagSessionOwner: AnyObject {
    func found(_ tags: [NFCTag], in session: TagSession)
    func opened(_ tag: any NFCISO7816Tag, failing error: (any Error)?, in session: TagSession)
    func ended(_ session: TagSession, because code: NFCReaderError.Code?)
}

/// One session of CoreNFC's. Everything here, and what it calls, is on the queue.
final class TagSession: NSObject, NFCTagReaderSessionDelegate, @unchecked Sendable {
    private let queue: DispatchQueue
    // It holds its delegate weakly; without us, nobody would end it.
    private var session: NFCTagReaderSession?
    private weak var owner: (any TagSessionOwner)?

    /// nil on a phone that cannot read cards.
    ///
    /// Type A and B are of ISO 14443: a My Number card is of type B, and CoreNFC asks for both at once. FeliCa is looked for, so
    /// that whoever holds a transit card there is told so, and does not wait in silence; Info.plist lists the systems.
    init?(queue: DispatchQueue, owner: any TagSessionOwner) {
        self.queue = queue
        self.owner = owner
        super.init()
        session = NFCTagReaderSession(pollingOption: [.iso14443, .iso18092], delegate: self, queue: queue)
        if session == nil { return nil }
    }

    deinit {
        // Whoever let go of this may be on any thread, and the session is spoken to on its queue.
        nonisolated(unsafe) let session = session
        queue.async { session?.invalidate() }
    }

    func begin(saying words: String) {
        session?.alertMessage = words
        session?.begin()
    }

    func say(_ words: String) {
        if session?.alertMessage != words { session?.alertMessage = words }
    }

    /// Looks for cards again. The one that was open is open no more.
    func pollAgain() {
        session?.restartPolling()
    }

    func open(_ tag: any NFCISO7816Tag) {
        nonisolated(unsafe) let tag = tag
        session?.connect(to: .iso7816(tag)) { [weak self] error in
            guard let self else { return }
            queue.async { self.owner?.opened(tag, failing: error, in: self) }
        }
    }

    /// Ends it. Its delegate is told of the end all the same.
    func end(saying words: SheetWords?) {
        switch words {
        case .failed(let text): session?.invalidate(errorMessage: text)
        case .going(let text), .done(let text):
            say(text)
            session?.invalidate()
        case nil: session?.invalidate()
        }
    }

    func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession) {}

    func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag]) {
        dispatchPrecondition(condition: .onQueue(queue))
        owner?.found(tags, in: self)
    }

    func tagReaderSession(_ session: NFCTagReaderSession, didInvalidateWithError error: any Error) {
        dispatchPrecondition(condition: .onQueue(queue))
        // Apple asks that it be let go of now; it is over, so there is nothing left to end.
        self.session = nil
        owner?.ended(self, because: NFCReaderError.code(of: error))
    }
}
