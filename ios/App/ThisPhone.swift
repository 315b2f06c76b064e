import CoreNFC
import Foundation
import KyotakuCore
import KyotakuNFC
import KyotakuUI

/// Who this phone is to the service, and with what it reads cards.
@MainActor enum ThisPhone {
    /// A phone that cannot be tapped reads the software card, where it may.
    static var readsCards: Bool { NFCTagReaderSession.readingAvailable || sample != nil }

    /// A visit as device management has set this phone up.
    static func startedVisit() -> Started {
        let set = UserDefaults.standard.dictionary(forKey: Enrolment.managed)
        let enrolment = Enrolment(managed: set ?? sample, version: version)
        return Started.of(enrolment, kept: .ofTheApp()) { settings, observer in
            try begin(settings, observer, managed: set != nil)
        }
    }

    private static var version: String {
        Bundle.main.object(forInfoDictionaryKey: "CFBundleShortVersionString") as? String ?? "0"
    }

    #if DEBUG && (targetEnvironment(simulator) || os(Linux))
        /// A simulator that nobody manages speaks to `kyotaku service --sample` on the Mac that it runs on, whose address is its own,
        /// too: the core allows plain http to no other. README.md has the commands.
        private static let sample: [String: Any]? = [
            "service": "http://127.0.0.1:8080/", "token": "TEST-ONLY-device-of-1234567890",
            "device": "sample-simulator",
        ]

        /// It cannot be tapped, and reads the software card of `kyotaku card serve`.
        private static func begin(
            _ settings: Settings, _ observer: any Observer, managed: Bool
        ) throws -> Kyotaku {
            if managed { return try .onThisPhone(settings, observer: observer) }
            return try .withSoftwareCard(settings: settings, address: "127.0.0.1:35963", observer: observer)
        }
    #else
        private static let sample: [String: Any]? = nil

        private static func begin(
            _ settings: Settings, _ observer: any Observer, managed: Bool
        ) throws -> Kyotaku {
            try .onThisPhone(settings, observer: observer)
        }
    #endif
}
