import Foundation
import KyotakuCore
import KyotakuScenarios

/// A command of a tap, told by what it asks of the card.
enum Command {
    case select, triesLeft, verify, readCertificate, sign

    init?(_ command: CardCommand) {
        switch command.withBytes({ $0[1] }) {
        case 0xA4: self = .select
        case 0x20: self = isVerify(command) ? .verify : .triesLeft
        case 0xB0: self = .readCertificate
        case 0x2A: self = .sign
        default: return nil
        }
    }
}

/// A reader whose channel does something else at one command, and counts what is asked of it.
final class Troubled: CardReader, Sendable {
    /// What is done there in place of asking the card.
    typealias Trouble = @Sendable () async throws -> Data

    private let reader: any CardReader
    private let place: Command
    private let trouble: Trouble
    /// How often the trouble began, and how often it was over.
    let begun = Tally()
    let over = Tally()
    /// How often a channel was released.
    let released = Tally()
    /// Commands that came after the trouble, or after the channel was released.
    let afterwards = Tally()

    init(_ reader: any CardReader, at place: Command, _ trouble: @escaping Trouble) {
        self.reader = reader
        self.place = place
        self.trouble = trouble
    }

    func connect() async throws -> OpenChannel {
        TroubledChannel(try await reader.connect(), self)
    }

    fileprivate func transceive(_ command: CardCommand, by channel: any CardChannel) async throws -> Data {
        if begun.count > 0 || released.count > 0 { afterwards.add() }
        guard Command(command) == place else { return try await channel.transceive(command: command) }
        begun.add()
        defer { over.add() }
        return try await trouble()
    }
}

private final class TroubledChannel: CardChannel {
    private let channel: any CardChannel
    private let reader: Troubled

    init(_ channel: any CardChannel, _ reader: Troubled) {
        self.channel = channel
        self.reader = reader
    }

    func transceive(command: CardCommand) async throws -> Data {
        try await reader.transceive(command, by: channel)
    }

    func properties() throws -> LinkProperties {
        try channel.properties()
    }

    func release() throws {
        reader.released.add()
        try channel.release()
    }
}

/// An answer that never comes, until the core gives up: that cancels the `Task`.
let silence: Troubled.Trouble = {
    try await Task.sleep(for: .seconds(3600))
    return Data()
}

/// An answer that comes only when the test says so, whatever the core says meanwhile.
final class LateAnswer: Sendable {
    private let allowed = Tally()

    var trouble: Troubled.Trouble {
        { [allowed] in
            try await allowed.reach(1, "the late answer")
            return Data([0x90, 0x00])
        }
    }

    func come() {
        allowed.add()
    }
}
