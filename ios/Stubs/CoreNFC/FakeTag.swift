// Not Apple's: a card that a session found.

/// Every kind of card in one; which it is is told by the case of `NFCTag`.
final class FakeTag: NSObject, NFCISO7816Tag, NFCFeliCaTag, NFCMiFareTag, @unchecked Sendable {
    let card: FakeCard
    let initialSelectedAID: String
    private weak var search: FakeSearch?

    // On the phone's queue.
    var isConnected = false
    private var isGone: NFCReaderError.Code?
    /// The exchanges that are under way, by their numbers.
    private var pending: [Int: (Result<Data, any Error>) -> Void] = [:]
    private var exchanges = 0
    private var opening: ((NFCReaderError.Code) -> Void)?
    private let service: DispatchQueue

    init(_ card: FakeCard, _ search: FakeSearch, _ selected: String) {
        (self.card, self.search, initialSelectedAID) = (card, search, selected)
        service = search.phone.service
    }

    var told: NFCTag {
        switch card.kind {
        case .iso7816: .iso7816(self)
        case .feliCa: .feliCa(self)
        case .miFare: .miFare(self)
        }
    }

    /// Not the card's own: nothing may depend on it.
    var identifier: Data { Data([0xDE, 0xAD, 0xBE, 0xEF]) }
    var historicalBytes: Data? { card.historicalBytes }
    var applicationData: Data? { card.applicationData }
    var proprietaryApplicationDataCoding: Bool { false }
    var currentSystemCode: Data { if case .feliCa(let code) = card.kind { code } else { Data() } }
    var isAvailable: Bool { isGone == nil }

    func waitToOpen(_ done: @escaping (NFCReaderError.Code) -> Void) {
        opening = done
        card.doesNotOpen()
    }

    func leave(_ code: NFCReaderError.Code) {
        opening?(code)
        opening = nil
        isGone = isGone ?? code
        isConnected = false
        for number in pending.keys { over(with: .failure(NFCReaderError(code)), number: number) }
    }

    func sendCommand(apdu: NFCISO7816APDU, completionHandler: @escaping (Data, UInt8, UInt8, (any Error)?) -> Void) {
        nonisolated(unsafe) let (apdu, completion) = (apdu, completionHandler)
        service.async { [self] in
            guard let search else { return completion(Data(), 0, 0, NFCReaderError(.readerErrorInvalidParameter)) }
            exchanges += 1
            let number = exchanges
            pending[number] = { result in
                search.deliver {
                    switch result {
                    case .success(let answer):
                        let words = [UInt8](answer.suffix(2))
                        completion(Data(answer.dropLast(2)), words[0], words[1], nil)
                    case .failure(let error): completion(Data(), 0, 0, error)
                    }
                }
            }
            if let refusal = refusal(of: apdu, search) {
                return over(with: .failure(NFCReaderError(refusal)), number: number)
            }
            let command = apdu.bytes
            card.sent(command)
            Task {
                let result: Result<Data, any Error>
                do { result = .success(try await self.card.answer(command)) } catch { result = .failure(error) }
                self.service.async { self.over(with: result, number: number) }
            }
        }
    }

    private func refusal(of apdu: NFCISO7816APDU, _ search: FakeSearch) -> NFCReaderError.Code? {
        if search.look.isOver { return .readerTransceiveErrorSessionInvalidated }
        if let isGone { return isGone }
        if !isConnected { return .readerTransceiveErrorTagNotConnected }
        let expected = apdu.expectedResponseLength
        guard expected == -1 || (1...65536).contains(expected) else { return .readerErrorInvalidParameter }
        let selects = apdu.instructionCode == 0xA4 && apdu.p1Parameter == 0x04
        let isListed = apdu.data.map { search.phone.identifiers.contains($0) } ?? false
        return selects && !isListed ? .readerErrorSecurityViolation : nil
    }

    private func over(with result: Result<Data, any Error>, number: Int) {
        pending.removeValue(forKey: number)?(result)
    }
}

extension NFCISO7816APDU {
    /// As it goes through the air: short where everything in it fits.
    var bytes: Data {
        let (field, expected) = (data ?? Data(), expectedResponseLength)
        var bytes = Data([instructionClass, instructionCode, p1Parameter, p2Parameter])
        let isShort = field.count < 256 && expected <= 256
        if !field.isEmpty {
            bytes += isShort ? [UInt8(field.count)] : [0, UInt8(field.count >> 8), UInt8(field.count & 0xFF)]
            bytes += field
        }
        guard expected > 0 else { return bytes }
        if isShort { return bytes + [UInt8(expected & 0xFF)] }
        return bytes + (field.isEmpty ? [0] : []) + [UInt8(expected >> 8 & 0xFF), UInt8(expected & 0xFF)]
    }
}
