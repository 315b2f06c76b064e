import Foundation
import KyotakuScenarios
import XCTest

/// The PIN stays in the core: what crosses on its way to the card is gone when the card has it.
final class PinTests: XCTestCase {
    /// `PinProbe` makes a visit in a process of its own, and looks for the PIN in that process's memory.
    func testAfterAVisitThePinIsNowhereInTheProcesssMemory() throws {
        _ = try Stage()
        let probe = Process()
        // Built beside the tests.
        let tests = URL(filePath: ProcessInfo.processInfo.arguments[0])
        probe.executableURL = tests.deletingLastPathComponent().appending(path: "PinProbe")
        let output = Pipe()
        probe.standardOutput = output
        try probe.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        probe.waitUntilExit()
        XCTAssertEqual(probe.terminationStatus, 0)
        let found = try JSONDecoder().decode(Found.self, from: told)
        XCTAssertEqual(found.presented, 1, "the PIN went through the process, to the card")
        XCTAssertGreaterThan(found.ofPlanted, 0, "the search finds another PIN that is there to be found")
        XCTAssertEqual(found.ofPin, 0)
    }

    private struct Found: Decodable {
        let presented: Int
        let ofPlanted: Int
        let ofPin: Int
    }
}
