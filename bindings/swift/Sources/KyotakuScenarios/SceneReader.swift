import Foundation
import KyotakuCore

/// The reader of a scene, as an app brings one: it moves bytes, and knows nothing of them.
public final class SceneReader: CardReader {
    private let http: Http
    private let presenting: Presenting

    /// Who presents the PIN to the card.
    public enum Presenting: Sendable {
        /// The core: its command goes to the card like all others.
        case core
        /// The stage: the core's command goes no further than this process.
        case stage
    }

    public init(_ scene: Scene, presenting: Presenting = .core) {
        http = scene.http
        self.presenting = presenting
    }

    public func connect() async throws -> OpenChannel {
        let answer = try await link { try await self.http.send("POST", "/card/connect", nil) }
        guard answer.status == 201 else { throw linkError(in: answer) }
        var record = try link { try Record(try JSON(answer.body), at: "the stage's channel") }
        return try link {
            let number = try record.requiredText("channel")
            let properties = LinkProperties(
                generation: try octets(inHexadecimal: record.requiredText("generation")),
                extendedLength: try record.requiredTruth("extended_length"))
            return SceneChannel(
                http: http, path: "/card/\(number)", presenting: presenting, linkProperties: properties)
        }
    }
}

private final class SceneChannel: CardChannel {
    private let http: Http
    private let path: String
    private let presenting: SceneReader.Presenting
    private let linkProperties: LinkProperties

    init(http: Http, path: String, presenting: SceneReader.Presenting, linkProperties: LinkProperties) {
        self.http = http
        self.path = path
        self.presenting = presenting
        self.linkProperties = linkProperties
    }

    func transceive(command: CardCommand) async throws -> Data {
        let byStage = presenting == .stage && isVerify(command)
        let answer = try await link {
            if byStage {
                try await self.http.send(
                    "POST", self.path + "/transceive", nil, headers: ["kyotaku-present-pin": "yes"])
            } else {
                try await self.http.send(
                    "POST", self.path + "/transceive", command.withBytes { Data($0) }, headers: octets)
            }
        }
        guard answer.status == 200 else { throw linkError(in: answer) }
        return answer.body
    }

    func properties() -> LinkProperties {
        linkProperties
    }

    /// Called on a thread of the core's, which does not wait for the card to be gone.
    func release() {
        let (http, path) = (self.http, self.path)
        Task { _ = try? await http.send("DELETE", path, nil) }
    }
}

private func octets(inHexadecimal digits: String) throws -> Data {
    let bytes = stride(from: 0, to: digits.count, by: 2).map { place in
        let pair = digits.dropFirst(place).prefix(2)
        return pair.count == 2 ? UInt8(pair, radix: 16) : nil
    }
    let read = bytes.compactMap { $0 }
    guard read.count == bytes.count else { throw Failure("these are no bytes: \(digits)") }
    return Data(read)
}

private let octets = ["content-type": "application/octet-stream"]

/// VERIFY with data, which is the PIN; without data it asks for the tries that are left.
public func isVerify(_ command: CardCommand) -> Bool {
    command.withBytes { $0.count > 5 && $0[1] == 0x20 }
}

/// Whatever goes wrong with the stage itself is a link that failed.
private func link<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch { throw LinkError.Failed }
}

private func link<Result>(_ work: () async throws -> Result) async throws -> Result {
    do { return try await work() } catch { throw LinkError.Failed }
}

/// The link error that the stage names.
private func linkError(in answer: Http.Answer) -> LinkError {
    guard answer.status == 409, case .object(let object) = try? JSON(answer.body) else { return .Failed }
    return switch object["link"] {
    case "no-reader": .NoReader
    case "reader-gone": .ReaderGone
    case "card-gone": .CardGone
    case "mute": .Mute
    case "busy": .Busy
    case "no-service": .NoService
    case "collision": .Collision
    case "other-technology": .OtherTechnology
    default: .Failed
    }
}
