@preconcurrency import CoreNFC
import KyotakuCore

extension NFCISO7816APDU {
    /// A command of the core's, byte for byte: CoreNFC wants it in parts, and puts the parts together again. nil for what is no
    /// command of ISO 7816-4.
    ///
    /// One of the commands holds the PIN. What is taken out of it here is one piece of memory, which is wiped when the last hand
    /// lets go of it: CoreNFC's own among them, as far as it copies nothing `[?]`.
    convenience init?(_ command: CardCommand) {
        guard let parts = command.withBytes(CommandParts.init) else { return nil }
        self.init(
            instructionClass: parts.head[0], instructionCode: parts.head[1], p1Parameter: parts.head[2],
            p2Parameter: parts.head[3], data: parts.data, expectedResponseLength: parts.expected)
    }
}

/// Header, data field, and how much is expected: -1 for nothing (no Le), 256 for a short 00, 65536 for an extended 0000. CoreNFC
/// refuses 0.
private struct CommandParts {
    let head: [UInt8]
    let data: Data
    let expected: Int

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 4 else { return nil }
        head = Array(bytes[..<4])
        let body = UnsafeRawBufferPointer(rebasing: bytes[4...])
        // One byte is an Le; of more, the first is a short Lc, or 0 before a length of two bytes.
        let isExtended = body.count >= 3 && body[0] == 0
        let (start, width) = isExtended ? (3, 2) : (1, 1)
        if body.count <= start {
            guard body.isEmpty || body.count == start else { return nil }
            data = Data()
            expected = body.isEmpty ? -1 : Self.le(body.dropFirst(start - width))
            return
        }
        let length = Int(Self.number(body[start - width..<start]))
        let after = body.count - start - length
        guard length > 0, after == 0 || after == width else { return nil }
        data = .wiped(UnsafeRawBufferPointer(rebasing: body[start..<start + length]))
        expected = after == 0 ? -1 : Self.le(body.suffix(width))
    }

    private static func number(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// All zeros ask for as much as the form can say.
    private static func le(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        let said = number(bytes)
        return said == 0 ? 1 << (8 * bytes.count) : said
    }
}

extension Data {
    /// A copy that is overwritten with zeros when it is let go of. Not made by copying: a `Data` as short as a PIN would be in
    /// each variable that holds it.
    static func wiped(_ bytes: UnsafeRawBufferPointer) -> Data {
        let place = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        guard let start = place.baseAddress, !bytes.isEmpty else {
            place.deallocate()
            return Data()
        }
        place.copyMemory(from: bytes)
        let wipe: (UnsafeMutableRawPointer, Int) -> Void = { start, count in
            // Not a plain assignment, which the compiler may leave out: nobody reads these bytes any more.
            #if canImport(Darwin)
                memset_s(start, count, 0, count)
            #else
                explicit_bzero(start, count)
            #endif
            start.deallocate()
        }
        return Data(bytesNoCopy: start, count: bytes.count, deallocator: .custom(wipe))
    }
}
