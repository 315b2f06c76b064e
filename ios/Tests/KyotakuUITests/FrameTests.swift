import Accessibility
import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// What stands around the screens, and what is told to those who do not see it.
@MainActor final class FrameTests: XCTestCase {
    func testVoiceOversWayBackIsTheCoresAndNoneWhereThereIsNone() async throws {
        try await atThePhone { person, scene in
            try await person.openForm()
            try person.escape()
            XCTAssertEqual(person.store.view.screen.name, "Eligibility")
            try person.press(person.firstWayOn)
            try person.press("すべての項目に同意する")
            try person.press("確認へ進む")
            try person.escape()
            XCTAssertEqual(person.store.view.screen.name, "Input")
            XCTAssertEqual(person.chosen, ["同意する"], "the answers are kept")
            let registered = try await scene.registered()
            XCTAssertEqual(registered, [])
        }
        try await atThePhone { person, _ in
            try await person.until("Mode")
            let before = person.store.view
            XCTAssertNil(before.back)
            try person.escape()
            XCTAssertEqual(person.store.view, before)
        }
    }

    func testTheStepsAreAnnouncedWhenTheyChange() async throws {
        try await atThePhone { person, _ in
            try await person.openForm()
            XCTAssertTrue(person.announced.contains { $0 == person.store.view.steps?.spoken })
            try person.press("すべての項目に同意する")
            XCTAssertEqual(person.announced, [], "the step is the same")
            try person.press("確認へ進む")
            try await person.until("Confirm")
            XCTAssertEqual(person.announced, [try XCTUnwrap(person.store.view.steps?.spoken)])
        }
    }

    func testNothingIsAnnouncedFromUnderACoverAndAllOfItOnceWhenItIsLifted() async throws {
        try await atThePhone { person, _ in
            try await person.register()
            _ = person.announced
            person.be(.inactive)
            try await person.until("Done")
            XCTAssertEqual(person.announced, [])
            person.be(.active)
            guard case .done(let done) = person.store.view.screen else { return XCTFail("\(person.told)") }
            let steps = try XCTUnwrap(person.store.view.steps?.spoken)
            XCTAssertEqual(Set(person.announced), [done.message, steps])
            person.be(.inactive)
            _ = person.announced
            person.be(.active)
            XCTAssertEqual(person.announced, [])
        }
    }

    func testVoiceOverGoesToTheHeadingOfANewScreen() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            XCTAssertFalse(person.isOnHeading, "it is where the reader has put it")
            try person.press("訪問診療等")
            XCTAssertTrue(person.isOnHeading)
        }
    }

    func testVoiceOverGoesToTheHeadingWhenACoverIsLifted() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            XCTAssertFalse(person.isOnHeading)
            person.be(.background)
            XCTAssertFalse(person.isOnHeading)
            person.be(.active)
            XCTAssertTrue(person.isOnHeading)
        }
    }

    func testWhyAPressDidNotGoOnIsAnnounced() async throws {
        try await atThePhone { person, _ in
            try await person.openForm()
            _ = person.announced
            try person.press("確認へ進む")
            guard case .input(let form) = person.store.view.screen, let hint = form.hint else {
                return XCTFail("it went on")
            }
            XCTAssertEqual(person.announced, [hint])
            XCTAssertTrue(person.told.contains(hint))
            XCTAssertTrue(form.questions.filter { !$0.choices.isEmpty }.allSatisfy(\.missing))
        }
    }

    func testHowManyDigitsWereTypedIsAnnouncedAndNeverWhich() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            try person.press("訪問診療等")
            _ = person.announced
            for digit in ["9", "8"] {
                try person.press(digit)
                guard case .pin(let pad) = person.store.view.screen else { return XCTFail("there is no pad") }
                XCTAssertEqual(person.announced, [pad.spoken])
                XCTAssertFalse(pad.spoken.contains(digit))
            }
        }
    }

    func testAKeyboardPressesTheKeysOfTheScreen() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            try person.press("訪問診療等")
            for key in ["1", "2", "x", "3"] as [KeyEquivalent] { person.type(key) }
            XCTAssertEqual(person.entered, 3)
            XCTAssertEqual(person.type("x"), .ignored)
            XCTAssertEqual(person.type(.delete), .handled)
            XCTAssertEqual(person.entered, 2)
            person.type(.deleteForward)
            XCTAssertEqual(person.entered, 1)
            person.type(.return)
            guard case .pin(let pad) = person.store.view.screen else { return XCTFail("it went on") }
            XCTAssertNotNil(pad.hint)
        }
    }

    func testAPhoneThatReadsNoCardsSaysSoBeforeThePinIsTypedAndNotToThePatient() async throws {
        try await atThePhone(phone: Phone(readsCards: false, lock: FakeLock())) { person, _ in
            try await person.until("Mode")
            XCTAssertTrue(person.told.contains(OwnWords.noReaderTitle))
            XCTAssertTrue(person.told.contains(OwnWords.noReaderBody))
            try await person.openForm()
            XCTAssertEqual(person.store.view.audience, .patient)
            XCTAssertFalse(person.told.contains(OwnWords.noReaderTitle))
        }
        try await atThePhone { person, _ in
            try await person.until("Mode")
            XCTAssertFalse(person.told.contains(OwnWords.noReaderTitle))
        }
    }

    func testThePortraitIsDrawnFromItsBytesAndWhatIsNoPictureIsNotDrawn() async throws {
        let grey = Data([0, 128, 255, 255, 128, 0])
        let drawn = try XCTUnwrap(Picture(width: 3, height: 2, grey: grey, spoken: "顔写真").drawn)
        XCTAssertEqual([drawn.width, drawn.height], [3, 2])
        XCTAssertEqual(drawn.dots, grey)
        XCTAssertNil(Picture(width: 3, height: 3, grey: grey, spoken: "顔写真").drawn)
        let display = Display(Portrait(picture: Picture(width: 3, height: 2, grey: grey, spoken: "顔写真")))
        XCTAssertEqual(display.elements.map(\.name), ["顔写真"])
        XCTAssertEqual(display.elements.first?.picture?.width, 3)
    }

    func testThePictureOfTheTapIsAtRestInLessThanFiveSeconds() async {
        XCTAssertEqual(Lowering.at(0), 0)
        XCTAssertEqual(Lowering.at(0.8), 0.5, accuracy: 0.001)
        XCTAssertEqual(Lowering.at(1.6), 1)
        XCTAssertLessThan(Lowering.at(2.5), 0.1, "it is lowered a second time")
        for late in [4.8, 5, 1000, -1] { XCTAssertEqual(Lowering.at(late), 1) }
        let begun = Date.now
        let last = Lowering.frames(from: begun).last ?? .distantFuture
        XCTAssertLessThan(last.timeIntervalSince(begun), 5)
        XCTAssertEqual(Lowering.at(last.timeIntervalSince(begun)), 1, "the last that is drawn is the one at rest")
    }
}

extension AtThePhone {
    /// What was announced since this was last asked; the screen is drawn first.
    fileprivate var announced: [String] {
        _ = told
        return Announced.take()
    }

    /// Whether VoiceOver was put on the heading.
    fileprivate var isOnHeading: Bool {
        display.elements.flatMap(\.each).contains { $0.isFocused && $0.name == store.view.heading }
    }

    fileprivate var firstWayOn: String {
        guard case .eligibility(let view) = store.view.screen else { return "" }
        return view.buttons[0].label
    }

    /// The words of the answers that are chosen, each once.
    fileprivate var chosen: [String] {
        let answers = display.elements.flatMap(\.each).filter { $0.traits.contains(.isSelected) }
        return Array(Set(answers.map(\.name))).filter { $0.hasPrefix("同意") }
    }

    fileprivate var entered: UInt32 {
        guard case .pin(let pad) = store.view.screen else { return .max }
        return pad.entered
    }

    /// Rubs with two fingers.
    fileprivate func escape() throws {
        let actions = display.elements.flatMap(\.withContained).flatMap(\.actions).filter { $0.name == "escape" }
        guard actions.count == 1 else { throw Failure("\(actions.count) answer to it") }
        actions[0].action()
    }

    /// Presses a key of a keyboard.
    @discardableResult fileprivate func type(_ key: KeyEquivalent) -> KeyPress.Result {
        for node in display.nodes.flatMap(\.withinAndItself) {
            if case .keys(let answer) = node.kind, answer(KeyPress(key)) == .handled { return .handled }
        }
        return .ignored
    }
}

extension Element {
    fileprivate var withContained: [Element] { [self] + (contained ?? []).flatMap(\.withContained) }
}

extension Node {
    @MainActor fileprivate var withinAndItself: [Node] { [self] + children.flatMap(\.withinAndItself) }
}
