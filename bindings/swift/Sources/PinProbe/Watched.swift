import Foundation
import KyotakuCore
import KyotakuScenarios

/// What the PIN was presented by, hidden.
final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var hidden: Needle?

    var needle: Needle? { lock.withLock { hidden } }

    /// The PIN's length and its digits: so a text that holds it is found, too.
    func saw(_ command: CardCommand) {
        let needle = command.withBytes { Needle($0.dropFirst(4)) }
        lock.withLock { hidden = needle }
    }
}

/// A reader that is watched for the command with the PIN.
final class Watched: CardReader {
    private let reader: any CardReader
    private let seen: Seen

    init(_ reader: any CardReader, _ seen: Seen) {
        self.reader = reader
        self.seen = seen
    }

    func connect() async throws -> OpenChannel {
        WatchedChannel(try await reader.connect(), seen)
    }
}

private final class WatchedChannel: CardChannel {
    private let channel: any CardChannel
    private let seen: Seen

    init(_ channel: any CardChannel, _ seen: Seen) {
        self.channel = channel
        self.seen = seen
    }

    func transceive(command: CardCommand) async throws -> Data {
        if isVerify(command) { seen.saw(command) }
        return try await channel.transceive(command: command)
    }

    func properties() throws -> LinkProperties {
        try channel.properties()
    }

    func release() throws {
        try channel.release()
    }
}

/// A command with another PIN that is there to be found: if it is not, the search finds nothing at all.
struct Planted {
    let needle: Needle
    private let bytes: UnsafeMutableRawBufferPointer

    init() throws {
        bytes = .allocate(byteCount: 64, alignment: 8)
        bytes.copyBytes(from: [0x00, 0x20, 0x00, 0x80, 0x04, 0x38, 0x36, 0x34, 0x32])
        needle = Needle(bytes[4..<9])
    }

    func wipe() {
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        bytes.deallocate()
    }
}
