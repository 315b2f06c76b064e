@preconcurrency import CoreNFC
import KyotakuCore

/// What CoreNFC's failures are to the core. Their texts are dropped: nobody knows what stands in them.
extension LinkError {
    /// Of an exchange, or of opening a card.
    static func exchanging(_ error: any Error) -> LinkError {
        switch NFCReaderError.code(of: error) {
        case .readerTransceiveErrorTagConnectionLost, .readerTransceiveErrorTagNotConnected,
            .readerTransceiveErrorSessionInvalidated:
            .CardGone
        case .readerTransceiveErrorRetryExceeded, .readerTransceiveErrorTagResponseError: .Mute
        // Among them a command that CoreNFC does not take, and an application that Info.plist does not list.
        default: .Failed
        }
    }

    /// Of a session that did not begin, or ended while a card was waited for.
    static func searching(_ code: NFCReaderError.Code?) -> LinkError {
        switch code {
        case .readerErrorUnsupportedFeature, .readerErrorRadioDisabled: .NoReader
        // The entitlement or a text of Info.plist is missing.
        case .readerErrorSecurityViolation: .NoService
        case .readerSessionInvalidationErrorSystemIsBusy: .Busy
        // The last: the app is no longer in front.
        case .readerSessionInvalidationErrorUserCanceled, .readerSessionInvalidationErrorSessionTimeout,
            .readerSessionInvalidationErrorSessionTerminatedUnexpectedly:
            .CardGone
        default: .Failed
        }
    }
}

extension NFCReaderError {
    static func code(of error: any Error) -> Code? {
        (error as? NFCReaderError)?.code
    }

    /// Whether the session is over, or is about to be: its delegate says for which reason.
    static func endsSession(_ error: any Error) -> Bool {
        guard let code = code(of: error) else { return false }
        return code == .readerTransceiveErrorSessionInvalidated || (200..<300).contains(code.rawValue)
    }

    /// Whether a card left, or lies badly, before anything was asked of it.
    static func leavesCardToBeFoundAgain(_ error: any Error) -> Bool {
        switch code(of: error) {
        case .readerTransceiveErrorTagConnectionLost, .readerTransceiveErrorRetryExceeded,
            .readerTransceiveErrorTagResponseError, .readerTransceiveErrorTagNotConnected:
            true
        default: false
        }
    }
}
