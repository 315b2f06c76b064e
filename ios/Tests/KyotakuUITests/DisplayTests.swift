import Observation
import SwiftUI
import XCTest

/// What shows the app's views in these tests draws them again when it has to, and views live in it as they do on a phone.
@MainActor final class DisplayTests: XCTestCase {
    func testWhatAViewRemembersStaysAtItsPlaceAndGoesWithIt() async throws {
        let shown = Shown()
        let display = Display(Host(shown: shown))
        try XCTUnwrap(display.elements.last?.action)()
        try XCTUnwrap(display.elements.last?.action)()
        XCTAssertEqual(display.elements.map(\.name), ["2", "more"])
        shown.isThere = false
        XCTAssertEqual(display.elements.map(\.name), [])
        shown.isThere = true
        XCTAssertEqual(display.elements.map(\.name), ["0", "more"])
    }

    func testItIsDrawnAgainWhenSomethingHasChangedAndNotOtherwise() async {
        let shown = Shown()
        let display = Display(Host(shown: shown))
        _ = (display.nodes, display.nodes)
        XCTAssertEqual(display.drawings, 1)
        shown.unread += 1
        _ = display.nodes
        XCTAssertEqual(display.drawings, 1, "nothing was drawn from it")
        shown.isThere = false
        _ = display.nodes
        XCTAssertEqual(display.drawings, 2)
        display.environment.colorScheme = .dark
        _ = display.nodes
        XCTAssertEqual(display.drawings, 3)
    }

    func testViewsAreToldWhenTheyComeChangeAndGo() async {
        let (shown, told) = (Shown(), Told())
        let display = Display(Living(shown: shown, told: told))
        _ = display.nodes
        XCTAssertEqual(Set(told.words), ["comes", "unread is 0"])
        XCTAssertEqual(told.words.count, 2)
        shown.unread = 5
        _ = display.nodes
        XCTAssertEqual(told.words.dropFirst(2), ["unread is 5"])
        shown.isThere = false
        _ = display.nodes
        XCTAssertEqual(told.words.dropFirst(3), ["goes"])
    }

    func testATaskBeginsWithItsViewAnewForAnotherIdAndIsCancelledWithIt() async throws {
        let (shown, told) = (Shown(), Told())
        let display = Display(Working(shown: shown, told: told))
        _ = display.nodes
        try await told.wait(for: ["0 begins"])
        shown.unread = 1
        _ = display.nodes
        try await told.wait(for: ["0 begins", "0 is cancelled", "1 begins"])
        display.close()
        try await told.wait(for: ["0 begins", "0 is cancelled", "1 begins", "1 is cancelled"])
    }

    func testOneElementIsMadeOfSeveralPartsAndWhatIsHiddenIsNone() async {
        let display = Display(
            VStack {
                VStack {
                    Text(verbatim: "a")
                    Text(verbatim: "b")
                }
                .accessibilityElement(children: .combine)
                Image(systemName: "clock").accessibilityHidden(true)
                Text(verbatim: "c").accessibilitySortPriority(1)
            })
        // By priority within what they stand in: the whole screen here.
        XCTAssertEqual(display.elements.map(\.parts), [["c"], ["a", "b"]])
    }
}

@MainActor @Observable private final class Shown {
    var isThere = true
    var unread = 0
}

@MainActor private final class Told {
    var words: [String] = []

    func wait(for expected: [String]) async throws {
        let end = ContinuousClock.now + .seconds(60)
        // What is cancelled and what begins say so in an order of their own.
        while Set(words) != Set(expected), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(1)) }
        XCTAssertEqual(words.sorted(), expected.sorted())
    }
}

private struct Host: View {
    let shown: Shown

    var body: some View {
        if shown.isThere { Counting() }
    }
}

private struct Counting: View {
    @State private var count = 0

    var body: some View {
        VStack {
            Text(verbatim: String(count))
            Button {
                count += 1
            } label: {
                Text(verbatim: "more")
            }
        }
    }
}

private struct Living: View {
    let shown: Shown
    let told: Told

    var body: some View {
        if shown.isThere {
            Text(verbatim: "a")
                .onAppear { told.words.append("comes") }
                .onChange(of: shown.unread, initial: true) { _, now in told.words.append("unread is \(now)") }
                .onDisappear { told.words.append("goes") }
        }
    }
}

private struct Working: View {
    let shown: Shown
    let told: Told

    var body: some View {
        let id = shown.unread
        Text(verbatim: "a").task(id: id) {
            told.words.append("\(id) begins")
            try? await Task.sleep(for: .seconds(3600))
            told.words.append("\(id) is cancelled")
        }
    }
}
