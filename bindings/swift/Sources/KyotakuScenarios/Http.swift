import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Requests to the stage, whose control API is on this machine.
struct Http: Sendable {
    private let address: String

    init(_ address: String) {
        self.address = address
    }

    /// An answer with its status.
    struct Answer {
        let status: Int
        let body: Data
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Sends a request. A cancelled `Task` ends it.
    func send(_ method: String, _ path: String, _ body: Data?, headers: [String: String] = [:]) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw Failure("no address: \(address)\(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await Self.session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw Failure("\(method) \(path): not HTTP") }
        return Answer(status: response.statusCode, body: data)
    }

    /// The answer with the status that it must have.
    func answer(_ method: String, _ path: String, _ body: Data?, expecting status: Int) async throws -> Answer {
        let answer = try await send(method, path, body, headers: ["content-type": "application/json"])
        guard answer.status == status else {
            throw Failure("the stage: \(method) \(path) is answered by \(answer.status): \(answer.text)")
        }
        return answer
    }

    /// The answer's JSON.
    func json(_ method: String, _ path: String, _ body: JSON?, expecting status: Int) async throws -> JSON {
        try JSON(try await answer(method, path, try body?.text, expecting: status).body)
    }

    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        // A card that is to hang holds its connection for as long as the core waits for it; the time limits are the core's.
        configuration.timeoutIntervalForRequest = 600
        configuration.httpMaximumConnectionsPerHost = 256
        return URLSession(configuration: configuration)
    }()
}
