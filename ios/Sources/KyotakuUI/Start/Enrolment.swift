import Foundation
import KyotakuCore

/// Where the service is and who this phone is to it. An organisation's device management sets it (managed app
/// configuration): nobody types a credential into a phone. It is read when a visit starts; what is set while one runs is in
/// force from the next.
public struct Enrolment: Sendable {
    private let service: String
    private let token: String
    private let device: String
    private let version: String
    private let roots: Data?

    /// Under which device management puts its settings among the user defaults, says Apple's "Managed App Configuration".
    public static let managed = "com.apple.configuration.managed"

    private static let app = "kyotaku-iphone"

    /// What device management has set; none where a part of it is missing. No certificate authorities, or an empty text, leave
    /// it to the system whom to trust.
    public init?(managed: [String: Any]?, version: String) {
        guard
            let service = managed?["service"] as? String,
            let token = managed?["token"] as? String,
            let device = managed?["device"] as? String
        else { return nil }
        self.service = service
        self.token = token
        self.device = device
        self.version = version
        let roots = managed?["roots"] as? String ?? ""
        self.roots = roots.allSatisfy(\.isWhitespace) ? nil : Data(roots.utf8)
    }

    /// What a visit is started with, after one of which this was kept.
    func settings(interrupted: String?) -> Settings {
        Settings(
            service: service,
            token: token,
            origin: Origin(channel: .visitApp, app: Self.app, version: version, device: device),
            trustedRoots: roots,
            antenna: .iPhone,
            interrupted: interrupted)
    }
}

extension Enrolment: CustomStringConvertible, CustomReflectable {
    /// What a log says of it: the token is a secret.
    public var description: String { "Enrolment" }

    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
