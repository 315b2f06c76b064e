@preconcurrency import CoreNFC
import KyotakuCore

/// What stands behind the system's sheet.
protocol SheetOwner: AnyObject, Sendable {
    /// What it is to say now; nothing once the visit has ended.
    var words: SheetWords? { get }
    /// Its キャンセル was pressed, while a card was waited for or read.
    func cancelled()
}

/// The phone's NFC as the core's card reader. A session begins when the core asks for a card and not before. It outlives the
/// card: until the core says what became of the tap, so that the sheet can say it; and for a card that left, if the core asks
/// for another. The core alone decides what is sent to that.
///
/// Everything but the calls themselves is on one queue, the session's: state, CoreNFC's objects, and what it tells.
final class PhoneReader: CardReader, TagSessionOwner, @unchecked Sendable {
    /// How long the sheet stays when the core says nothing any more: its visit was closed.
    private let linger: DispatchTimeInterval
    /// The system is busy for a moment after each session, as many apps report: how long to wait until the next try, and how
    /// often.
    private let pause: DispatchTimeInterval
    private static let tries = 10

    private let queue = DispatchQueue(label: "jp.kyotaku.nfc")
    private var stage = Stage.closed
    private weak var owner: (any SheetOwner)?

    private enum Stage {
        /// There is no session.
        case closed
        /// Nor yet: the system was busy, so often.
        case refused(Int, Awaited<any CardChannel>)
        /// A card is looked for.
        case looking(TagSession, Awaited<any CardChannel>, refused: Int)
        /// One was found.
        case opening(TagSession, Awaited<any CardChannel>)
        case open(TagSession, TagChannel)
        /// Nobody wants a card now. The sheet waits for the core's word.
        case idle(TagSession)
        /// We have ended it; the end is told. Another may be wanted by then.
        case ending(TagSession, Awaited<any CardChannel>?)
    }

    init(linger: DispatchTimeInterval = .seconds(3), pause: DispatchTimeInterval = .milliseconds(500)) {
        self.linger = linger
        self.pause = pause
    }

    /// The core's screens, before it asks for the first card.
    func follow(_ owner: any SheetOwner) {
        queue.sync { self.owner = owner }
    }

    // MARK: What the core asks

    func connect() async throws -> OpenChannel {
        // An iPad, and an iPod.
        guard NFCTagReaderSession.readingAvailable else { throw LinkError.NoReader }
        let card = Awaited<any CardChannel>()
        queue.async { self.want(card) }
        do {
            return try await card.value()
        } catch {
            queue.async { self.givenUp(card) }
            throw error
        }
    }

    /// The core's words changed.
    func wordsChanged() {
        queue.async {
            switch self.stage {
            case .looking(let session, _, _), .opening(let session, _), .open(let session, _):
                if case .going(let text)? = self.owner?.words { session.say(text) }
            case .idle: self.settle()
            case .closed, .refused, .ending: break
            }
        }
    }

    private func want(_ card: Awaited<any CardChannel>) {
        guard !card.isOver else { return }
        switch stage {
        case .closed: begin(card, refused: 0)
        case .refused(let times, let older):
            supersede(older)
            stage = .refused(times, card)
        case .looking(let session, let older, let refused):
            supersede(older)
            stage = .looking(session, card, refused: refused)
        case .opening(let session, let older):
            supersede(older)
            look(in: session, for: card)
        case .open(let session, let channel):
            channel.cut(.CardGone)
            look(in: session, for: card)
        case .idle(let session): look(in: session, for: card)
        case .ending(let session, let older):
            older.map(supersede)
            stage = .ending(session, card)
        }
    }

    /// The core asks for one card at a time; if it did not, the older call would wait in vain.
    private func supersede(_ older: Awaited<any CardChannel>) {
        older.end(.failure(LinkError.CardGone))
    }

    private func begin(_ card: Awaited<any CardChannel>, refused: Int) {
        guard let session = TagSession(queue: queue, owner: self) else {
            stage = .closed
            return _ = card.end(.failure(LinkError.NoReader))
        }
        stage = .looking(session, card, refused: refused)
        session.begin(saying: owner?.words?.text ?? "")
    }

    private func look(in session: TagSession, for card: Awaited<any CardChannel>) {
        stage = .looking(session, card, refused: 0)
        if let words = owner?.words { session.say(words.text) }
        session.pollAgain()
    }

    /// The core waits for this one no more, or was told why there is none.
    private func givenUp(_ card: Awaited<any CardChannel>) {
        switch stage {
        case .refused(_, card): stage = .closed
        case .looking(let session, card, _), .opening(let session, card): idle(session)
        case .ending(let session, card?): stage = .ending(session, nil)
        case .refused, .looking, .opening, .ending, .closed, .open, .idle: break
        }
    }

    private func released(_ channel: TagChannel) {
        if case .open(let session, channel) = stage { idle(session) }
    }

    // MARK: What a session tells

    func found(_ tags: [NFCTag], in session: TagSession) {
        guard case .looking(session, let card, _) = stage else { return }
        guard tags.count == 1, let tag = tags.first else {
            idle(session)
            return _ = card.end(.failure(LinkError.Collision))
        }
        guard case .iso7816(let tag) = tag else {
            idle(session)
            return _ = card.end(.failure(LinkError.OtherTechnology))
        }
        stage = .opening(session, card)
        session.open(tag)
    }

    func opened(_ tag: any NFCISO7816Tag, failing error: (any Error)?, in session: TagSession) {
        guard case .opening(session, let card) = stage else { return }
        if let error {
            // Nothing was asked of the card yet, so it may be looked for again for as long as the core waits.
            if NFCReaderError.leavesCardToBeFoundAgain(error) { return look(in: session, for: card) }
            if NFCReaderError.endsSession(error) { return }
            idle(session)
            return _ = card.end(.failure(LinkError.exchanging(error)))
        }
        let channel = TagChannel(tag, on: queue) { [weak self] in self?.released($0) }
        stage = .open(session, channel)
        // Given up at this very moment: nobody will release it.
        if !card.end(.success(channel)) { channel.release() }
    }

    func ended(_ session: TagSession, because code: NFCReaderError.Code?) {
        let wasCancelled = code == .readerSessionInvalidationErrorUserCanceled
        switch stage {
        case .looking(session, let card, let refused):
            stage = .closed
            if code == .readerSessionInvalidationErrorSystemIsBusy, refused < Self.tries {
                return tryLater(card, refused: refused + 1)
            }
            if wasCancelled { owner?.cancelled() }
            card.end(.failure(LinkError.searching(code)))
        case .opening(session, let card):
            stage = .closed
            if wasCancelled { owner?.cancelled() }
            card.end(.failure(LinkError.searching(code)))
        case .open(session, let channel):
            stage = .closed
            if wasCancelled { owner?.cancelled() }
            channel.cut(.CardGone)
        case .idle(session): stage = .closed
        case .ending(session, let card):
            stage = .closed
            if let card, !card.isOver { begin(card, refused: 0) }
        case .closed, .refused, .looking, .opening, .open, .idle, .ending: break
        }
    }

    private func tryLater(_ card: Awaited<any CardChannel>, refused: Int) {
        stage = .refused(refused, card)
        queue.asyncAfter(deadline: .now() + pause) { [weak self] in
            guard let self, case .refused(refused, let card) = stage else { return }
            begin(card, refused: refused)
        }
    }

    // MARK: The end of the sheet

    private func idle(_ session: TagSession) {
        stage = .idle(session)
        settle()
        queue.asyncAfter(deadline: .now() + linger) { [weak self] in
            guard let self, case .idle(session) = stage else { return }
            end(session, saying: nil)
        }
    }

    /// Ends the session, if the core has said what became of the tap.
    private func settle() {
        guard case .idle(let session) = stage else { return }
        switch owner?.words {
        case .going: break
        case .done, .failed, nil: end(session, saying: owner?.words)
        }
    }

    private func end(_ session: TagSession, saying words: SheetWords?) {
        stage = .ending(session, nil)
        session.end(saying: words)
    }
}

/// Patterns above name the session, the card or the channel that is meant: it is that one, and no other.
private func ~= (one: AnyObject, other: AnyObject) -> Bool {
    one === other
}
