/// Why something did not go as it should, as a person reads it in a test's report.
public struct Failure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
