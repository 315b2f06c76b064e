import Foundation
import KyotakuCore
import KyotakuScenarios
import XCTest

/// What 100,000 presses and 1,000 visits leave in the process's memory.
final class MemoryTests: XCTestCase {
    func testAHundredThousandPressesLeaveTheMemoryAsItWas() async throws {
        try await onScene { scene in
            let shell = try Shell(scene)
            defer { shell.visit.close() }
            try await shell.openForm()
            guard case .input(let form) = shell.visit.view().screen else { return XCTFail("no form") }
            let events = form.questions[0].choices.map(\.event)
            func press(_ times: Int) {
                for time in 0..<times { _ = shell.visit.dispatch(event: events[time % events.count]) }
            }
            press(5_000)
            let before = try residentKilobytes()
            press(100_000)
            let grown = try residentKilobytes() - before

            // What a leak would look like: a few thousand views that somebody keeps.
            let kept = (0..<10_000).map { shell.visit.dispatch(event: events[$0 % events.count]) }
            let held = try residentKilobytes() - before - grown
            let leak = held * 100_000 / kept.count
            print("memory: 100,000 presses of the form grew it by \(grown) kB; a view kept of each would be \(leak) kB")
            XCTAssertGreaterThan(leak, 10 * allowedKilobytes, "the control: a leak would be far above what is allowed")
            XCTAssertLessThan(grown, allowedKilobytes)
        }
    }

    func testAThousandVisitsOpenedAndClosedLeaveTheMemoryAsItWas() async throws {
        try await onScene { scene in
            let closed = Tally()
            func visits(_ times: Int) async throws {
                for _ in 0..<times {
                    let shell = try Shell(scene, reader: Counted(closed))
                    try await shell.look("Mode")
                    shell.visit.close()
                }
            }
            try await visits(200)
            let before = try residentKilobytes()
            try await visits(1_000)
            let grown = try residentKilobytes() - before
            print("memory: 1,000 visits opened and closed grew it by \(grown) kB")
            XCTAssertLessThan(grown, allowedKilobytes)
            try await closed.reach(1_200, "the end of a reader")
        }
    }
}

/// What may come and go with the allocator's own book-keeping and the threads' stacks.
private let allowedKilobytes = 8 * 1024

/// Counts when it is gone.
private final class Counted: CardReader {
    private let gone: Tally

    init(_ gone: Tally) {
        self.gone = gone
    }

    func connect() async throws -> OpenChannel {
        throw LinkError.NoReader
    }

    deinit {
        gone.add()
    }
}

/// The memory that this process has in use now, as the kernel counts it.
private func residentKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    let number = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    return try XCTUnwrap(number, "the kernel tells no resident memory")
}
