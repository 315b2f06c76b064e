// Stand-in for a part of CoreNFC, on Linux alone: ../CoreNFC.md.
@_exported import Foundation

/// Apple's is a bridged NSError of the domain `NFCError`, with the same codes (NFCError.h).
public struct NFCReaderError: Error, Equatable {
    /// Sendable, as every enumeration that is imported from C.
    public enum Code: Int, Sendable {
        case readerErrorUnsupportedFeature = 1
        case readerErrorSecurityViolation
        case readerErrorInvalidParameter
        case readerErrorInvalidParameterLength
        case readerErrorParameterOutOfBound
        case readerErrorRadioDisabled
        case readerTransceiveErrorTagConnectionLost = 100
        case readerTransceiveErrorRetryExceeded
        case readerTransceiveErrorTagResponseError
        case readerTransceiveErrorSessionInvalidated
        case readerTransceiveErrorTagNotConnected
        case readerTransceiveErrorPacketTooLong
        case readerSessionInvalidationErrorUserCanceled = 200
        case readerSessionInvalidationErrorSessionTimeout
        case readerSessionInvalidationErrorSessionTerminatedUnexpectedly
        case readerSessionInvalidationErrorSystemIsBusy
        case readerSessionInvalidationErrorFirstNDEFTagRead
        case tagCommandConfigurationErrorInvalidParameters = 300
        case ndefReaderSessionErrorTagNotWritable = 400
        case ndefReaderSessionErrorTagUpdateFailure
        case ndefReaderSessionErrorTagSizeTooSmall
        case ndefReaderSessionErrorZeroLengthMessage
    }

    public let code: Code

    public init(_ code: Code) {
        self.code = code
    }
}
