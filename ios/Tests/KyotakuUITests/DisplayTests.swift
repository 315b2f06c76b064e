import SwiftUI
import XCTest

/// What is drawn is drawn again when something it was made from changes, and what a view remembers stays.
@MainActor final class DisplayTests: XCTestCase {
    func testWhatAViewRemembersStaysAtItsPlace() async throws {
        let display = Display(Counting())
        XCTAssertEqual(display.elements.map(\.name), ["0", "more"])
        try XCTUnwrap(display.elements.last?.action)()
        XCTAssertEqual(display.elements.map(\.name), ["1", "more"])
        XCTAssertEqual(display.drawings, 2)
    }
}

private struct Counting: View {
    @State private var count = 0

    var body: some View {
        VStack {
            Text(String(count))
            Button("more") { count += 1 }
        }
    }
}
