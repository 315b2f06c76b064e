@preconcurrency import CoreNFC
import KyotakuCore

/// An open channel to a card, until its session looks for another, or ends.
final class TagChannel: CardChannel, @unchecked Sendable {
    private let queue: DispatchQueue
    private let linkProperties: LinkProperties
    private let whenReleased: @Sendable (TagChannel) -> Void

    // On the queue. None when the card is out of reach.
    private var tag: (any NFCISO7816Tag)?
    /// The exchange that is under way. The core makes one at a time.
    private var exchange: Awaited<Data>?

    init(_ tag: any NFCISO7816Tag, on queue: DispatchQueue, whenReleased: @escaping @Sendable (TagChannel) -> Void) {
        self.tag = tag
        self.queue = queue
        self.whenReleased = whenReleased
        // What CoreNFC tells of a generation: of type B the application data of the answer to the call, of type A, such as a phone
        // with a certificate in it, the historical bytes. Never the identifier, which is a card's own.
        let generation = tag.applicationData ?? tag.historicalBytes ?? Data()
        linkProperties = LinkProperties(generation: generation, extendedLength: true)
    }

    /// Sends it once: neither this nor what it calls repeats a command, and one that was cancelled before its turn is not sent.
    func transceive(command: CardCommand) async throws -> Data {
        let exchange = Awaited<Data>()
        queue.async { self.send(command, exchange) }
        return try await exchange.value()
    }

    private func send(_ command: CardCommand, _ exchange: Awaited<Data>) {
        guard !exchange.isOver else { return }
        guard let tag else { return _ = exchange.end(.failure(LinkError.CardGone)) }
        guard let apdu = NFCISO7816APDU(command) else { return _ = exchange.end(.failure(LinkError.Failed)) }
        self.exchange = exchange
        let queue = queue
        tag.sendCommand(apdu: apdu) { data, sw1, sw2, error in
            let answer = data + [sw1, sw2]
            // By its own queue, whatever thread CoreNFC answers on. What comes for a call that is over is dropped: it must not
            // reach a later one.
            queue.async { self.answered(exchange, answer, error) }
        }
    }

    private func answered(_ exchange: Awaited<Data>, _ answer: Data, _ error: (any Error)?) {
        guard let error else { return _ = exchange.end(.success(answer)) }
        // Why the session ended is said by its own end, which is told next.
        if NFCReaderError.endsSession(error), tag != nil { return }
        exchange.end(.failure(LinkError.exchanging(error)))
    }

    func properties() -> LinkProperties { linkProperties }

    /// On a thread of the core's, which does not wait.
    func release() {
        queue.async {
            self.cut(.CardGone)
            self.whenReleased(self)
        }
    }

    /// The card is out of reach. On the queue.
    func cut(_ failure: LinkError) {
        tag = nil
        exchange?.end(.failure(failure))
        exchange = nil
    }
}
