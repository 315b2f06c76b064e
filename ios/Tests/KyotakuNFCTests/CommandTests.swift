import CoreNFC
import KyotakuCore
import XCTest

@testable import KyotakuNFC

/// A command of the core's, in CoreNFC's parts.
final class CommandTests: XCTestCase {
    func testEveryFormOfCommandHasThePartsThatTheStandardGivesIt() throws {
        let field = [UInt8](repeating: 7, count: 300)
        let forms: [(bytes: [UInt8], data: [UInt8], expected: Int)] = [
            // The question for the tries left: neither data nor Le.
            ([0, 0x20, 0, 0x98], [], -1),
            // READ BINARY, short: 00 is 256.
            ([0, 0xB0, 0x8A, 0, 0], [], 256),
            ([0, 0xB0, 6, 0, 0x36], [], 0x36),
            ([0, 0xB0, 6, 0, 0xFF], [], 255),
            // Extended: 0000 is 65536.
            ([0, 0xB0, 0x8A, 0, 0, 0x10, 0], [], 0x1000),
            ([0, 0xB0, 0x8A, 0, 0, 0, 0], [], 65536),
            // SELECT and VERIFY: data, and no Le.
            ([UInt8](select), [UInt8](select.dropFirst(5)), -1),
            ([UInt8](verify), [0x31, 0x32, 0x33, 0x34], -1),
            // The signature: data and 00.
            ([0x80, 0x2A, 0, 0x97, 2, 1, 2, 0], [1, 2], 256),
            ([0x80, 0x2A, 0, 0x97, 1, 0, 0x10], [0], 16),
            ([0, 0xD6, 0, 0, 0, 1, 44] + field, field, -1),
            ([0, 0xCB, 0, 0, 0, 1, 44] + field + [0, 0], field, 65536),
            ([0, 0xCB, 0, 0, 0, 1, 44] + field + [1, 0], field, 256),
        ]
        for form in forms {
            let apdu = try XCTUnwrap(NFCISO7816APDU(Data(form.bytes).command), "\(form.bytes.prefix(8))")
            let head = [apdu.instructionClass, apdu.instructionCode, apdu.p1Parameter, apdu.p2Parameter]
            XCTAssertEqual(head, Array(form.bytes.prefix(4)))
            XCTAssertEqual([UInt8](apdu.data ?? Data()), form.data)
            XCTAssertEqual(apdu.expectedResponseLength, form.expected, "\(form.bytes.prefix(8))")
        }
    }

    func testItIsWhatReadingTheBytesAsAWholeGives() throws {
        for bytes in [[0, 0x20, 0, 0x98], [0, 0xB0, 0x8A, 0, 0], [0, 0xB0, 0x8A, 0, 0, 0x10, 0], [UInt8](verify)] {
            let (ours, whole) = (NFCISO7816APDU(Data(bytes).command), NFCISO7816APDU(data: Data(bytes)))
            XCTAssertEqual(ours?.data, whole?.data)
            XCTAssertEqual(ours?.expectedResponseLength, whole?.expectedResponseLength)
        }
    }

    func testWhatIsNoCommandIsNone() {
        let none: [[UInt8]] = [
            [], [0, 0xA4, 4],
            // A length with fewer bytes behind it, or more.
            [0, 0x20, 0, 0x98, 4, 0x31], [0, 0x20, 0, 0x98, 1, 0x31, 0, 0],
            // Extended, and cut.
            [0, 0xB0, 0, 0, 0, 1], [0, 0xD6, 0, 0, 0, 0, 2, 1], [0, 0xD6, 0, 0, 0, 0, 1, 1, 0],
        ]
        for bytes in none { XCTAssertNil(NFCISO7816APDU(Data(bytes).command), "\(bytes)") }
    }

    func testTheWipedCopyHoldsTheSameBytes() {
        for bytes in [[], [0x31, 0x32, 0x33, 0x34], [UInt8](repeating: 9, count: 300)] as [[UInt8]] {
            XCTAssertEqual([UInt8](bytes.withUnsafeBytes(Data.wiped)), bytes)
        }
    }
}
