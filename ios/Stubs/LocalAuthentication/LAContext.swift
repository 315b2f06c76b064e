// Stand-in for the part of LocalAuthentication that this app uses; Linux only. See Stubs/README.md.
import Foundation

/// What it takes to go on.
public enum LAPolicy: Int, Sendable {
    case deviceOwnerAuthentication = 2
}

/// Asks the phone's owner to show that they are. A phone under test has no lock.
open class LAContext: NSObject {
    public override init() {}

    // On Apple's platforms the pointer is an `NSErrorPointer`, which Linux has not.
    open func canEvaluatePolicy(_ policy: LAPolicy, error: UnsafeMutablePointer<NSError?>?) -> Bool { false }

    open func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool {
        throw LAError(.passcodeNotSet)
    }
}

/// Why it could not be shown.
public struct LAError: Error, Equatable {
    public enum Code: Int, Sendable {
        case passcodeNotSet = -5
    }

    public let code: Code

    public init(_ code: Code) {
        self.code = code
    }
}
