/// A command, in its parts (NFCISO7816Tag.h).
public class NFCISO7816APDU: NSObject {
    public let instructionClass: UInt8
    public let instructionCode: UInt8
    public let p1Parameter: UInt8
    public let p2Parameter: UInt8
    /// nil if the data field is absent.
    public let data: Data?
    /// -1: no data is expected. 256 is 00 in the short form, 65536 is 0000 in the extended one; 0 is not in the valid range.
    public let expectedResponseLength: Int

    public init(
        instructionClass: UInt8, instructionCode: UInt8, p1Parameter: UInt8, p2Parameter: UInt8, data: Data,
        expectedResponseLength: Int
    ) {
        (self.instructionClass, self.instructionCode) = (instructionClass, instructionCode)
        (self.p1Parameter, self.p2Parameter) = (p1Parameter, p2Parameter)
        self.data = data.isEmpty ? nil : data
        self.expectedResponseLength = expectedResponseLength
    }

    /// nil if these bytes are no command. What of the extended form Apple's takes is not documented; this one takes what
    /// ISO 7816-4 has.
    public init?(data: Data) {
        let bytes = [UInt8](data)
        guard bytes.count >= 4 else { return nil }
        (instructionClass, instructionCode, p1Parameter, p2Parameter) = (bytes[0], bytes[1], bytes[2], bytes[3])
        guard let body = Self.parts(of: Array(bytes.dropFirst(4))) else { return nil }
        self.data = body.data.isEmpty ? nil : Data(body.data)
        expectedResponseLength = body.expected
    }

    private static func parts(of body: [UInt8]) -> (data: [UInt8], expected: Int)? {
        if body.isEmpty { return ([], -1) }
        if body.count == 1 { return ([], body[0] == 0 ? 256 : Int(body[0])) }
        if body[0] != 0 {
            let (length, rest) = (Int(body[0]), Array(body.dropFirst()))
            if rest.count == length { return (rest, -1) }
            guard rest.count == length + 1 else { return nil }
            return (Array(rest.dropLast()), rest[length] == 0 ? 256 : Int(rest[length]))
        }
        guard body.count >= 3 else { return nil }
        let (length, rest) = (Int(body[1]) << 8 | Int(body[2]), Array(body.dropFirst(3)))
        if rest.isEmpty { return ([], length == 0 ? 65536 : length) }
        guard length > 0 else { return nil }
        if rest.count == length { return (rest, -1) }
        guard rest.count == length + 2 else { return nil }
        let expected = Int(rest[length]) << 8 | Int(rest[length + 1])
        return (Array(rest.dropLast(2)), expected == 0 ? 65536 : expected)
    }
}
