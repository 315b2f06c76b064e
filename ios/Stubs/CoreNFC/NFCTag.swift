/// What the session found. None of these is Sendable, as nothing says that Apple's are.
public enum NFCTag {
    case feliCa(any NFCFeliCaTag)
    case iso7816(any NFCISO7816Tag)
    case iso15693(any NFCISO15693Tag)
    case miFare(any NFCMiFareTag)
}

/// Of ISO 14443-4, with one of the applications that Info.plist lists (NFCISO7816Tag.h). NDEF's members are left out.
public protocol NFCISO7816Tag: NSObjectProtocol {
    /// The application that the phone selected, in hexadecimal: the first of Info.plist's that the card has.
    var initialSelectedAID: String { get }
    /// Its UID.
    var identifier: Data { get }
    /// Of type A.
    var historicalBytes: Data? { get }
    /// Of type B: the application data of its answer to the call.
    var applicationData: Data? { get }
    var proprietaryApplicationDataCoding: Bool { get }
    var isAvailable: Bool { get }

    /// `completionHandler` is called on the session's queue.
    func sendCommand(apdu: NFCISO7816APDU, completionHandler: @escaping (Data, UInt8, UInt8, (any Error)?) -> Void)
}

/// Of FeliCa, with one of the system codes that Info.plist lists.
public protocol NFCFeliCaTag: NSObjectProtocol {
    var currentSystemCode: Data { get }
    var isAvailable: Bool { get }
}

/// Of ISO 14443 A, with none of the applications.
public protocol NFCMiFareTag: NSObjectProtocol {
    var isAvailable: Bool { get }
}

/// Of ISO 15693.
public protocol NFCISO15693Tag: NSObjectProtocol {
    var isAvailable: Bool { get }
}
