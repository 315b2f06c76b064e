@_exported import Dispatch

/// What is told of a session, on its queue (NFCTagReaderSession.h).
public protocol NFCTagReaderSessionDelegate: NSObjectProtocol {
    func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession)
    func tagReaderSession(_ session: NFCTagReaderSession, didInvalidateWithError error: any Error)
    func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag])
}

/// What every session has (NFCReaderSession.h).
open class NFCReaderSession: NSObject {
    /// Whether this phone reads cards at all.
    public class var readingAvailable: Bool { FakePhone.current.readingAvailable }

    /// Words of the sheet, which may be changed for as long as the session is valid.
    public var alertMessage: String {
        get { search.message }
        set { search.say(newValue) }
    }
    /// Where everything is told.
    public let sessionQueue: DispatchQueue

    let search: FakeSearch

    init(_ search: FakeSearch, queue: DispatchQueue) {
        self.search = search
        sessionQueue = queue
    }

    /// Starts it; what prevents that is told to the delegate.
    public func begin() { search.begin() }

    /// Ends it, for ever.
    public func invalidate() { search.end(.readerSessionInvalidationErrorUserCanceled, saying: nil, by: .app) }

    /// The same; the sheet shows the message and a sign of failure for a moment.
    public func invalidate(errorMessage: String) {
        search.end(.readerSessionInvalidationErrorUserCanceled, saying: errorMessage, by: .app)
    }
}

/// A search for cards, under the system's sheet.
public final class NFCTagReaderSession: NFCReaderSession {
    public struct PollingOption: OptionSet {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        public static let iso14443 = PollingOption(rawValue: 0x1)
        public static let iso15693 = PollingOption(rawValue: 0x2)
        public static let iso18092 = PollingOption(rawValue: 0x4)
    }

    /// Held weakly, as by Apple's.
    public private(set) weak var delegate: (any NFCTagReaderSessionDelegate)?

    /// Without a queue, one is made.
    public init?(
        pollingOption: PollingOption, delegate: any NFCTagReaderSessionDelegate, queue: DispatchQueue? = nil
    ) {
        let phone = FakePhone.current
        // When Apple's returns nil is not documented; a phone that cannot read is the likely case.
        guard phone.readingAvailable else { return nil }
        let queue = queue ?? DispatchQueue(label: "NFCTagReaderSession")
        self.delegate = delegate
        super.init(FakeSearch(phone, pollingOption, queue), queue: queue)
        search.tell = { [weak self] news in
            guard let self, let delegate = self.delegate else { return }
            switch news {
            case .active: delegate.tagReaderSessionDidBecomeActive(self)
            case .found(let tags): delegate.tagReaderSession(self, didDetect: tags)
            case .ended(let code): delegate.tagReaderSession(self, didInvalidateWithError: NFCReaderError(code))
            }
        }
    }

    /// Looks for cards anew. Those found before become invalid; on an ended session it has no effect.
    public func restartPolling() { search.restart() }

    /// Opens a card, and closes the one that was open. `completionHandler` is called on the session's queue.
    public func connect(to tag: NFCTag, completionHandler: @escaping ((any Error)?) -> Void) {
        search.connect(tag, completionHandler)
    }
}
