import CoreNFC
import Foundation
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// The folder of the iPhone app.
let iosFolder = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Tests/KyotakuNFCTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()

/// A property list of the app's.
func propertyList(_ path: String) throws -> [String: Any] {
    let text = try Data(contentsOf: iosFolder.appending(path: path))
    let read = try PropertyListSerialization.propertyList(from: text, format: nil)
    return try XCTUnwrap(read as? [String: Any], "\(path) is no dictionary")
}

extension FakePhone {
    /// A phone on which the app is installed: with the applications and systems of its own Info.plist.
    static func withTheApp(
        sessionLimit: DispatchTimeInterval = .seconds(60), lastWords: DispatchTimeInterval = .nanoseconds(0),
        readingAvailable: Bool = true
    ) throws -> FakePhone {
        let info = try propertyList("App/Info.plist")
        let list = { (key: String) throws -> [Data] in
            let texts = try XCTUnwrap(info["com.apple.developer.nfc.readersession.\(key)"] as? [String])
            return try texts.map { try XCTUnwrap(Data(hexadecimal: $0), $0) }
        }
        let phone = FakePhone(
            identifiers: try list("iso7816.select-identifiers"), systemCodes: try list("felica.systemcodes"),
            sessionLimit: sessionLimit, lastWords: lastWords, readingAvailable: readingAvailable)
        FakePhone.current = phone
        return phone
    }

    /// The session that was begun last.
    var last: Look? { sessions.last }
}

extension Data {
    init?(hexadecimal digits: String) {
        let pairs = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
        let bytes = pairs.compactMap { $0.count == 2 ? UInt8($0, radix: 16) : nil }
        guard bytes.count == pairs.count else { return nil }
        self.init(bytes)
    }

    var hexadecimal: String { map { String(format: "%02X", $0) }.joined() }

    /// As the core hands it over.
    var command: CardCommand { CardCommand(map(Int8.init(bitPattern:))) }

    /// Whether it is a SELECT of the phone's own, with which it finds out what a card is: the core's want no answer but the status
    /// word.
    var isOfThePhone: Bool { prefix(4) == Data([0, 0xA4, 4, 0]) }

    /// VERIFY with a secret.
    var presents: Bool { count > 5 && self[startIndex + 1] == 0x20 }
}

/// Waits until it is so, and says what was waited for if it never is.
func eventually(
    _ what: String, file: StaticString = #filePath, line: UInt = #line, _ isSo: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while try await !isSo() {
        guard ContinuousClock.now < end else {
            XCTFail("it never came about that \(what)", file: file, line: line)
            throw Failure("it never came about that \(what)")
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// A sheet's owner that says what a test wants.
final class Owner: SheetOwner, @unchecked Sendable {
    private let lock = NSLock()
    private var said: SheetWords? = .going("going")
    let cancellations = Tally()

    var words: SheetWords? {
        get { lock.withLock { said } }
        set { lock.withLock { said = newValue } }
    }

    func cancelled() { cancellations.add() }
}

/// An exchange that is out until the test lets it end.
final class Gate: Sendable {
    let reached = Tally()
    private let open = Tally()

    func pass() async throws {
        reached.add()
        try await open.reach(1, "the opening of the gate")
    }

    func letPass() { open.add() }
}

extension CardChannel {
    /// As the core releases it; ours never throws.
    func letGo() { try? release() }
}

let ok = Data([0x90, 0x00])
let select = Data([0, 0xA4, 4, 0x0C, 10, 0xD3, 0x92, 0xF0, 0, 0x26, 1, 0, 0, 0, 1])
let verify = Data([0, 0x20, 0, 0x98, 4, 0x31, 0x32, 0x33, 0x34])
