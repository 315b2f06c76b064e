/// Bytes to look for, kept in a form in which they are not found themselves.
struct Needle {
    private let hidden: [UInt8]
    private static let mask: UInt8 = 0xA5

    init(_ bytes: some Sequence<UInt8>) {
        hidden = bytes.map { $0 ^ Self.mask }
    }

    /// How often it stands in these bytes.
    func count(in bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count >= hidden.count else { return 0 }
        var found = 0
        hidden.withUnsafeBufferPointer { hidden in
            let first = hidden[0] ^ Self.mask
            var place = 0
            let end = bytes.count - hidden.count
            while place <= end {
                if bytes[place] == first, Self.stands(hidden, at: place, in: bytes) { found += 1 }
                place += 1
            }
        }
        return found
    }

    func places(in bytes: UnsafeRawBufferPointer) -> [Int] {
        hidden.withUnsafeBufferPointer { hidden in
            (0...(bytes.count - hidden.count)).filter {
                bytes[$0] == hidden[0] ^ Self.mask && Self.stands(hidden, at: $0, in: bytes)
            }
        }
    }
    private static func stands(
        _ hidden: UnsafeBufferPointer<UInt8>, at place: Int, in bytes: UnsafeRawBufferPointer
    ) -> Bool {
        for offset in 1..<hidden.count where bytes[place + offset] ^ mask != hidden[offset] { return false }
        return true
    }
}
