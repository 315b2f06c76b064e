import Foundation

/// Bytes that are overwritten with zeros when the last reference to them is let go of: a command for the card, which may hold the
/// PIN. They are in one place in memory, and whoever hands this on hands on a reference, not a copy. A description, a dump or
/// a mirror of it tells none of them.
public final class WipedBytes: Sendable {
    private let bytes: [Int8]

    /// Takes the bytes over: nobody else may hold the array.
    public init(_ bytes: [Int8]) {
        self.bytes = bytes
    }

    /// How many there are.
    public var count: Int {
        bytes.count
    }

    /// The bytes themselves, for as long as `body` runs. What it copies, it wipes.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes(body)
    }

    /// A copy, for a channel that is handed to Rust; in Swift nobody needs one.
    var copy: [Int8] {
        bytes
    }

    deinit {
        bytes.withUnsafeBytes { place in
            guard let start = UnsafeMutableRawPointer(mutating: place.baseAddress) else { return }
            // Not a plain assignment, which the compiler may leave out: nobody reads these bytes any more.
            #if canImport(Darwin)
                memset_s(start, place.count, 0, place.count)
            #else
                explicit_bzero(start, place.count)
            #endif
        }
    }
}

extension WipedBytes: CustomStringConvertible, NothingToMirror {
    public var description: String { "WipedBytes" }
}
