import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// What nobody is to see, nobody sees: in the app switcher, on a screen that is recorded, on a phone that was left alone.
@MainActor final class CoverTests: XCTestCase {
    func testAnAppThatIsNotInFrontIsCovered() async throws {
        try await atThePhone { person, _ in
            try await person.openForm()
            let form = person.told
            for phase in [ScenePhase.inactive, .background] {
                person.be(phase)
                XCTAssertEqual(person.told, [OwnWords.appName], "\(phase)")
                XCTAssertEqual(person.display.nodes.onTop, OwnWords.appName)
                person.be(.active)
                XCTAssertEqual(person.told, form)
            }
        }
    }

    func testUnderTheSheetForACardItIsStillSaidWhereToHoldIt() async throws {
        // A card that does not come: the tap stands.
        let given: JSON = ["patient": "valid", "card": ["faults": [["at": "connect", "fault": "hangs"]]]]
        try await atThePhone(given) { person, _ in
            try await person.tap()
            guard case .tap(let view) = person.store.view.screen else { return XCTFail("\(person.told)") }
            person.be(.inactive)
            XCTAssertTrue(person.told.contains(view.position))
            person.be(.background)
            XCTAssertEqual(person.told, [OwnWords.appName])
        }
    }

    func testTheScreenStaysOnWhileACardIsReadAndNoLonger() async throws {
        let wishes = Wishes()
        let phone = Phone(readsCards: true, lock: FakeLock(), keepAwake: { wishes.made.append($0) })
        let given: JSON = ["patient": "valid", "card": ["faults": [["at": "connect", "fault": "hangs"]]]]
        try await atThePhone(given, phone: phone) { person, _ in
            try await person.tap()
            _ = person.told
            XCTAssertEqual(wishes.made, [false, true])
            try person.press("中止する")
            _ = person.told
            XCTAssertEqual(wishes.made, [false, true, false])
        }
    }

    func testAScreenThatIsRecordedOrMirroredShowsNothingOfTheVisit() async throws {
        try await atThePhone { person, _ in
            try await person.openForm()
            person.display.environment.isSceneCaptured = true
            XCTAssertEqual(person.drawn, [OwnWords.coveredHeading, OwnWords.capturedBody])
            person.display.environment.isSceneCaptured = false
            XCTAssertEqual(person.store.view.screen.name, "Input")
            XCTAssertTrue(person.told.contains("確認へ進む"))
        }
    }

    func testOfAllScreensOnlyTheFirstAndTheTapAreSeenWhileTheAppIsInactiveAndNoneInTheBackground() async throws {
        let screens = try await EveryVisit.played().screens
        XCTAssertEqual(Set(screens.map(\.view.screen.name)).count, 12, "each kind of screen was met")
        for met in screens {
            let screen = met.view.screen
            let isBare = ["Mode", "Tap"].contains(screen.name)
            XCTAssertEqual(Cover.of(screen, phase: .inactive), isBare ? nil : .away, "\(met.place)")
            XCTAssertEqual(Cover.of(screen, phase: .background), .away, "\(met.place)")
            XCTAssertNil(Cover.of(screen, phase: .active), "\(met.place)")
        }
    }

    func testAPhoneThatWasLeftAloneIsOpenedByItsOwnLock() async throws {
        let (clock, lock) = (HandClock(), FakeLock())
        try await atThePhone(clock: clock, phone: Phone(lock: lock)) { person, _ in
            try await person.openForm()
            let form = person.told
            clock.now += IdleLimit.patient
            person.be(.inactive)
            person.be(.active)
            XCTAssertEqual(
                person.drawn, [OwnWords.coveredHeading, OwnWords.coveredBody, OwnWords.coveredUnlock])
            try person.press(OwnWords.coveredUnlock)
            try await person.until("the form again") { _ in person.told == form }
            XCTAssertEqual(lock.asked, 1)
        }
    }

    func testALockThatIsNotOpenedLeavesItCovered() async throws {
        let (clock, lock) = (HandClock(), FakeLock(opens: false))
        try await atThePhone(clock: clock, phone: Phone(lock: lock)) { person, _ in
            try await person.openForm()
            clock.now += IdleLimit.patient
            person.be(.inactive)
            person.be(.active)
            try person.press(OwnWords.coveredUnlock)
            try await person.until("the question") { _ in lock.asked == 1 }
            XCTAssertEqual(
                person.drawn, [OwnWords.coveredHeading, OwnWords.coveredBody, OwnWords.coveredUnlock])
            XCTAssertTrue(person.store.leftAlone.covered)
        }
    }

    func testAPhoneWithoutALockSaysSoAndGoesOn() async throws {
        let (clock, lock) = (HandClock(), FakeLock(isSet: false))
        try await atThePhone(clock: clock, phone: Phone(lock: lock)) { person, _ in
            try await person.openForm()
            clock.now += IdleLimit.patient
            person.be(.inactive)
            person.be(.active)
            XCTAssertTrue(person.drawn.contains(OwnWords.coveredWithoutLock))
            try person.press(OwnWords.coveredGoOn)
            XCTAssertTrue(person.told.contains("確認へ進む"))
            XCTAssertEqual(lock.asked, 0)
        }
    }

    func testNoEventReachesTheVisitFromUnderACover() async throws {
        let clock = HandClock()
        try await atThePhone(clock: clock) { person, _ in
            try await person.openForm()
            let before = person.store.view
            clock.now += IdleLimit.patient
            person.be(.inactive)
            person.be(.active)
            XCTAssertThrowsError(try person.press("確認へ進む"))
            XCTAssertEqual(person.store.view, before)
        }
    }
}

/// Whether the screen is to stay on, as it was asked for.
@MainActor private final class Wishes {
    var made: [Bool] = []
}

extension Cover {
    @MainActor fileprivate static func of(_ screen: Screen, phase: ScenePhase) -> Cover? {
        of(screen, phase: phase, captured: false, leftAlone: false)
    }
}

extension [Node] {
    /// The words that were drawn last, and so over all others.
    @MainActor fileprivate var onTop: String? { flatMap(\.texts).last }
}
