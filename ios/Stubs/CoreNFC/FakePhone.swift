// Not Apple's: what a test does to the phone, and what it sees of it. ../CoreNFC.md has what is documented of a phone, and what
// is assumed.

/// The phone on which the sessions of this process run: its Info.plist, its NFC, the cards at its back, and the hand that
/// presses in the sheet.
public final class FakePhone: @unchecked Sendable {
    /// Sessions are made by code that knows no phone: they take this one. Tests run one after another.
    public nonisolated(unsafe) static var current = FakePhone()

    /// `com.apple.developer.nfc.readersession.iso7816.select-identifiers`, in its order.
    public let identifiers: [Data]
    /// `com.apple.developer.nfc.readersession.felica.systemcodes`.
    public let systemCodes: [Data]
    /// A minute, on a real phone.
    public let sessionLimit: DispatchTimeInterval
    /// How long the sheet shows its last words, when the app has ended the session.
    public let lastWords: DispatchTimeInterval
    public let readingAvailable: Bool

    /// Everything below is touched on this queue alone, as in a system service that does one thing after another.
    let service = DispatchQueue(label: "FakePhone")
    var field: [FakeCard] = []
    var searches: [FakeSearch] = []
    private var refusals: [NFCReaderError.Code] = []

    public init(
        identifiers: [Data] = [], systemCodes: [Data] = [], sessionLimit: DispatchTimeInterval = .seconds(60),
        lastWords: DispatchTimeInterval = .nanoseconds(0), readingAvailable: Bool = true
    ) {
        (self.identifiers, self.systemCodes) = (identifiers, systemCodes)
        (self.sessionLimit, self.lastWords) = (sessionLimit, lastWords)
        self.readingAvailable = readingAvailable
    }

    /// What is seen of a session.
    public struct Look: Equatable, Sendable {
        /// What the sheet said, in order.
        public var messages: [String] = []
        public var restarts = 0
        public var options = 0
        public var isActive = false
        /// Over, by whomever.
        public var isOver = false
        /// The app ended it itself, and with which message of failure, if with one.
        public var wasEndedByApp = false
        public var failure: String?
    }

    /// Every session that was begun, the oldest first.
    public var sessions: [Look] { service.sync { searches.map(\.look) } }

    /// Cards are held to it, in place of those that were.
    public func lay(_ cards: FakeCard...) {
        service.sync {
            for card in field where !cards.contains(where: { $0 === card }) { leave(card) }
            field = cards
            searches.forEach { $0.poll() }
        }
    }

    /// Nothing is held to it any more.
    public func takeAway() {
        service.sync {
            field.forEach(leave)
            field = []
        }
    }

    /// キャンセル is pressed in the sheet.
    public func pressCancel() { end(.readerSessionInvalidationErrorUserCanceled) }

    /// The session that is active is ended by the system.
    public func end(_ code: NFCReaderError.Code) {
        service.sync { searches.filter { !$0.look.isOver }.forEach { $0.finish(code, saying: nil, by: .system) } }
    }

    /// The next sessions do not begin, one for each code.
    public func refuse(_ codes: NFCReaderError.Code...) {
        service.sync { refusals += codes }
    }

    private func leave(_ card: FakeCard) {
        searches.forEach { $0.left(card) }
    }

    /// Why this session cannot begin.
    func refusal(of search: FakeSearch) -> NFCReaderError.Code? {
        if !refusals.isEmpty { return refusals.removeFirst() }
        // NFCNDEFReaderSession.h: a session that is begun while another is active is told so.
        let another = searches.contains { $0 !== search && !$0.look.isOver }
        return another ? .readerSessionInvalidationErrorSystemIsBusy : nil
    }
}

/// A card that a test holds to the phone.
public final class FakeCard: @unchecked Sendable {
    public enum Kind: Sendable {
        /// ISO 14443-4 of type A or B: found only if it has one of the applications that Info.plist lists.
        case iso7816
        case feliCa(systemCode: Data)
        case miFare
    }

    /// A command, and its answer with the status word. Whatever it throws is what the phone says: an `NFCReaderError`.
    public typealias Answer = @Sendable (Data) async throws -> Data

    public let kind: Kind
    public let applicationData: Data?
    public let historicalBytes: Data?
    public let answer: Answer
    let opens: Bool

    private let lock = NSLock()
    private var refusals: [NFCReaderError.Code]
    private var seen: [Data] = []
    private var opening = false

    /// `refusingToOpen`: what happens as the app opens it, one code for each time; then it opens. `opens`: whether it ever does;
    /// if not, the app waits until it leaves, or the session ends.
    public init(
        _ kind: Kind = .iso7816, applicationData: Data? = nil, historicalBytes: Data? = nil,
        refusingToOpen: [NFCReaderError.Code] = [], opens: Bool = true, answer: @escaping Answer
    ) {
        (self.kind, self.applicationData, self.historicalBytes) = (kind, applicationData, historicalBytes)
        (refusals, self.opens, self.answer) = (refusingToOpen, opens, answer)
    }

    /// Whether the app waits for it to open.
    public var isBeingOpened: Bool { lock.withLock { opening } }

    /// The commands that the app sent, without the phone's own, as they went through the air.
    public var commands: [Data] { lock.withLock { seen } }

    func sent(_ command: Data) { lock.withLock { seen.append(command) } }

    func refusalToOpen() -> NFCReaderError.Code? {
        lock.withLock { refusals.isEmpty ? nil : refusals.removeFirst() }
    }

    func doesNotOpen() { lock.withLock { opening = true } }
}
