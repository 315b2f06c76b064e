import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuUI

/// When a phone counts as left alone.
@MainActor final class LifeLeftAloneTests: XCTestCase {
    func testItIsCoveredOnceTheLimitIsOverAndNotBefore() async {
        let (clock, leftAlone) = aPhone()
        clock.now += IdleLimit.staff - .nanoseconds(1)
        leftAlone.look(IdleLimit.staff)
        XCTAssertFalse(leftAlone.covered)
        clock.now += .nanoseconds(1)
        leftAlone.look(IdleLimit.staff)
        XCTAssertTrue(leftAlone.covered)
    }

    func testATouchBeginsTheTimeAnewAndLiftsNoCover() async {
        let (clock, leftAlone) = aPhone()
        clock.now += .seconds(100)
        leftAlone.touched()
        clock.now += .seconds(100)
        leftAlone.look(IdleLimit.staff)
        XCTAssertFalse(leftAlone.covered)
        clock.now += .seconds(20)
        leftAlone.look(IdleLimit.staff)
        leftAlone.touched()
        XCTAssertTrue(leftAlone.covered)
        leftAlone.uncover()
        XCTAssertFalse(leftAlone.isDue(IdleLimit.staff))
    }

    func testItIsDueBeforeAnybodyHasLooked() async {
        let (clock, leftAlone) = aPhone()
        clock.now += IdleLimit.staff
        XCTAssertFalse(leftAlone.covered)
        XCTAssertTrue(leftAlone.isDue(IdleLimit.staff))
        XCTAssertFalse(leftAlone.isDue(IdleLimit.patient))
    }

    func testWhatHasNoLimitIsNeverCovered() async {
        let (clock, leftAlone) = aPhone()
        clock.now += .seconds(100_000)
        leftAlone.look(nil)
        await leftAlone.watch(nil)
        XCTAssertFalse(leftAlone.covered)
        XCTAssertFalse(leftAlone.isDue(nil))
    }

    func testACoverStaysWhateverComesUnderIt() async {
        let (clock, leftAlone) = aPhone()
        clock.now += IdleLimit.staff
        leftAlone.look(IdleLimit.staff)
        XCTAssertTrue(leftAlone.isDue(nil))
        XCTAssertTrue(leftAlone.isDue(IdleLimit.patient))
    }

    func testTheWatchCoversByItselfAndEnds() async {
        let leftAlone = LeftAlone()
        await leftAlone.watch(.milliseconds(20))
        XCTAssertTrue(leftAlone.covered)
    }

    func testAWatchThatIsCancelledCoversNothing() async {
        let leftAlone = LeftAlone()
        let watch = Task { await leftAlone.watch(IdleLimit.staff) }
        watch.cancel()
        await watch.value
        XCTAssertFalse(leftAlone.covered)
    }

    func testAPressByVoiceOverIsATouch() async throws {
        let clock = HandClock()
        try await atThePhone(clock: clock) { person, _ in
            try await person.openForm()
            clock.now += IdleLimit.patient - .seconds(1)
            // Without a finger on the glass.
            guard case .input(let form) = person.store.view.screen else { return XCTFail("\(person.told)") }
            person.store.send(form.all[0].event)
            clock.now += IdleLimit.patient - .seconds(1)
            XCTAssertTrue(person.told.contains("確認へ進む"))
            clock.now += .seconds(1)
            person.be(.inactive)
            person.be(.active)
            XCTAssertFalse(person.told.contains("確認へ進む"))
        }
    }

    func testAFingerOnTheGlassIsATouchWhereNoControlIsToo() async throws {
        let clock = HandClock()
        try await atThePhone(clock: clock) { person, _ in
            try await person.openForm()
            let form = person.store.view
            clock.now += IdleLimit.patient - .seconds(1)
            person.display.tap()
            clock.now += IdleLimit.patient - .seconds(1)
            XCTAssertFalse(person.store.leftAlone.isDue(IdleLimit.patient))
            XCTAssertEqual(person.store.view, form, "nothing was sent")
            clock.now += .seconds(1)
            XCTAssertTrue(person.store.leftAlone.isDue(IdleLimit.patient))
        }
    }

    func testStaffHaveTwoMinutesAndPatientsFiveAndTheChoiceOfModeHasNoLimit() async throws {
        try await atThePhone { person, _ in
            try await person.until("Mode")
            XCTAssertNil(IdleLimit.of(person.store.view))
            try await person.openForm()
            XCTAssertEqual(IdleLimit.of(person.store.view), .seconds(300))
            try person.press("戻る")
            XCTAssertEqual(person.store.view.audience, .staff)
            XCTAssertEqual(IdleLimit.of(person.store.view), .seconds(120))
        }
    }

    private func aPhone() -> (HandClock, LeftAlone) {
        let clock = HandClock()
        return (clock, LeftAlone(now: { clock.now }))
    }
}
