import KyotakuCore

/// Why no visit can begin on this phone, for whoever sets it up: what of its settings is to be looked at.
public enum NotStarted: Equatable, Sendable, CaseIterable {
    /// Nobody has said what this phone is to the service, or not all of it.
    case missing
    case address
    case token
    case device
    case roots

    /// Nothing of the settings: the phone itself refuses.
    case system
}

extension NotStarted {
    /// What the core said. It repeats no value of the settings, and neither does this.
    init(_ refused: StartError) {
        switch refused {
        case .Address: self = .address
        case .Token: self = .token
        case .Origin: self = .device
        case .TrustedRoots: self = .roots
        // The software card's address is not of the settings: only a debug build has one.
        case .CardAddress, .System: self = .system
        }
    }

    var words: String {
        switch self {
        case .missing: OwnWords.missing
        case .address: OwnWords.address
        case .token: OwnWords.token
        case .device: OwnWords.device
        case .roots: OwnWords.roots
        case .system: OwnWords.system
        }
    }
}
