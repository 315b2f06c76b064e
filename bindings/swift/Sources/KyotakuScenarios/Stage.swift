import Foundation

/// The running `kyotaku-stage`: sets scenes. Whoever runs the tests starts it, and gives its address by `KYOTAKU_STAGE`.
public struct Stage: Sendable {
    private let address: String

    /// A stage that nobody started is an error: no test is passed over because of it.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        guard let address = environment["KYOTAKU_STAGE"], !address.isEmpty else {
            throw Failure("KYOTAKU_STAGE is not set: it is the address that kyotaku-stage prints when it starts")
        }
        self.address = address
    }

    /// Sets a scene with what a visit gives.
    public func set(_ given: JSON) async throws -> Scene {
        let http = Http(address)
        let answer = try await http.json("POST", "/scenes", given, expecting: 201)
        var record = try Record(answer, at: "the stage's scene")
        let scene = Scene(
            http: Http(address + "/scenes/" + (try record.requiredText("scene"))),
            service: try record.requiredText("service"),
            token: try record.requiredText("token"))
        try record.end()
        return scene
    }

    /// Sets a scene, plays on it where the caller is, and strikes it, whatever comes.
    public func scene<Result: Sendable>(
        _ given: JSON = ["patient": "valid"], isolation: isolated (any Actor)? = #isolation,
        play: (Scene) async throws -> Result
    ) async throws -> Result {
        let scene = try await set(given)
        let result: Result
        do {
            result = try await play(scene)
        } catch {
            try? await scene.strike()
            throw error
        }
        try await scene.strike()
        return result
    }
}

/// A scene that is set: the real service, the wire in front of it, and a card on the reader.
public struct Scene: Sendable {
    let http: Http
    /// Where the visit's service is.
    public let service: String
    /// The token of the visit's device.
    public let token: String

    /// Does what is directed; when this returns it has taken effect.
    public func direct(_ direct: JSON) async throws {
        _ = try await http.answer("POST", "/directions", try direct.text, expecting: 204)
    }

    /// Everything that is stored, the oldest first.
    public func registered() async throws -> [JSON] {
        try await list("/registered")
    }

    /// What was to happen and has not happened.
    public func mishaps() async throws -> [JSON] {
        try await list("/mishaps")
    }

    /// What the card was asked.
    public func card() async throws -> CardLook {
        var look = try Record(try await http.json("GET", "/card", nil, expecting: 200), at: "the scene's card")
        let count = { (key: String) throws -> Int in
            let value = try look.required(key)
            guard case .number(let number) = value, let whole = Int(exactly: number) else {
                throw Failure("the scene's card: `\(key)` is no number, but \(value)")
            }
            return whole
        }
        return CardLook(
            commands: try count("commands"), verify: try count("verify"), triesLeft: try? count("tries_left"),
            channels: try count("channels"))
    }

    /// Ends it.
    public func strike() async throws {
        _ = try await http.answer("DELETE", "", nil, expecting: 204)
    }

    private func list(_ path: String) async throws -> [JSON] {
        let answer = try await http.json("GET", path, nil, expecting: 200)
        guard case .array(let list) = answer else { throw Failure("the stage: \(path) is no list, but \(answer)") }
        return list
    }
}

/// What the card of a scene was asked so far.
public struct CardLook: Sendable {
    public let commands: Int
    /// How often a PIN was presented.
    public let verify: Int
    /// None for a card that has no PIN.
    public let triesLeft: Int?
    /// Channels that are open.
    public let channels: Int
}
