import KyotakuCore
import KyotakuScenarios
import SwiftUI
import XCTest

@testable import KyotakuUI

/// A visit begins when the app comes to the front and this phone is set up for it, and else it is said why not.
@MainActor final class StoreStartTests: XCTestCase {
    private let whole = ["service": "https://service.clinic.example/", "token": "abc", "device": "phone-1"]

    func testEachPartOfTheSettingsIsNeeded() async {
        XCTAssertNotNil(Enrolment(managed: whole, version: "1"))
        XCTAssertNil(Enrolment(managed: nil, version: "1"))
        for part in whole.keys {
            var less: [String: Any] = whole
            less[part] = nil
            XCTAssertNil(Enrolment(managed: less, version: "1"), "without \(part)")
            less[part] = 7
            XCTAssertNil(Enrolment(managed: less, version: "1"), "\(part) is no text")
        }
    }

    func testWhatDeviceManagementSetGoesIntoTheSettingsAsItIs() async throws {
        let enrolment = try XCTUnwrap(Enrolment(managed: whole, version: "1.2.3"))
        let settings = enrolment.settings(interrupted: "kept")
        XCTAssertEqual(settings.service, "https://service.clinic.example/")
        XCTAssertEqual(settings.token, "abc")
        XCTAssertEqual(
            settings.origin, Origin(channel: .visitApp, app: "kyotaku-iphone", version: "1.2.3", device: "phone-1"))
        // Where its card is held is told by it, and no device management knows it.
        XCTAssertEqual(settings.antenna, .iPhone)
        XCTAssertEqual(settings.interrupted, "kept")
        XCTAssertNil(settings.trustedRoots)
    }

    func testAnEmptyTextNamesNoCertificateAuthoritiesAndAnotherNamesThese() async throws {
        func roots(_ text: String) throws -> Data? {
            var managed: [String: Any] = whole
            managed["roots"] = text
            return try XCTUnwrap(Enrolment(managed: managed, version: "1")).settings(interrupted: nil).trustedRoots
        }
        XCTAssertNil(try roots(" \n"))
        XCTAssertEqual(try roots("-----BEGIN"), Data("-----BEGIN".utf8))
    }

    func testNoLogTellsTheToken() async throws {
        let enrolment = try XCTUnwrap(Enrolment(managed: whole, version: "1"))
        var dumped = ""
        dump(enrolment, to: &dumped)
        for text in ["\(enrolment)", String(reflecting: enrolment), dumped] {
            XCTAssertFalse(text.contains("abc"), text)
            XCTAssertFalse(text.contains("clinic"), text)
        }
    }

    func testWhatTheCoreRefusesIsSaidByItsReason() async {
        let wrong: [(String, String, NotStarted)] = [
            ("service", "http://service.clinic.example/", .address), ("token", "a b", .token),
            ("device", "電話", .device), ("roots", "none", .roots),
        ]
        for (part, value, reason) in wrong {
            var managed: [String: Any] = whole
            managed[part] = value
            let started = Started.of(
                Enrolment(managed: managed, version: "1"), reader: NoReader(), kept: nowhere)
            guard case .refused(let said) = started else { return XCTFail("\(part) was taken") }
            XCTAssertEqual(said, reason)
            let drawn = words(NotEnrolledScreen(reason: said))
            XCTAssertTrue(drawn.contains(reason.words), "\(drawn)")
            XCTAssertFalse(drawn.joined().contains(value), "\(drawn)")
        }
    }

    func testEveryReasonHasWordsOfItsOwn() async {
        XCTAssertEqual(Set(NotStarted.allCases.map(\.words)).count, NotStarted.allCases.count)
    }

    func testNothingIsStartedBeforeTheAppIsInFront() async throws {
        let management = Management()
        var environment = EnvironmentValues()
        environment.scenePhase = .background
        let root = AppRoot(phone: Phone(lock: FakeLock())) {
            management.asked += 1
            return .refused(.missing)
        }
        let display = Display(root, environment: environment)
        XCTAssertEqual(words(display), [OwnWords.appName])
        display.environment.scenePhase = .inactive
        _ = words(display)
        XCTAssertEqual(management.asked, 0)

        display.environment.scenePhase = .active
        XCTAssertTrue(words(display).contains(OwnWords.notEnrolledHeading))
        XCTAssertEqual(management.asked, 1)
    }

    func testAPhoneThatIsSetUpMeanwhileStartsWhenTheAppComesBackAndOnlyOnce() async throws {
        try await atThePhone { person, _ in
            let management = Management()
            let root = AppRoot(phone: Phone(lock: FakeLock())) {
                management.asked += 1
                return management.hasSetUp ? .running(person.store) : .refused(.missing)
            }
            let display = Display(root)
            _ = words(display)
            XCTAssertTrue(words(display).contains(OwnWords.missing))
            management.hasSetUp = true
            for phase in [ScenePhase.inactive, .active, .background, .active] {
                display.environment.scenePhase = phase
                _ = words(display)
            }
            XCTAssertTrue(words(display).contains(person.store.view.heading))
            XCTAssertEqual(management.asked, 2)
        }
    }

    func testAnEnrolledPhoneStartsAVisitAfterTheOneThatWasInterrupted() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kept-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = KeptFile(folder: folder)
        try await atThePhone(kept: kept) { person, scene in
            try await person.openForm()
            person.close()
            let managed = ["service": scene.service, "token": scene.token, "device": "phone-1"]
            let started = Started.of(
                Enrolment(managed: managed, version: "1"), reader: SceneReader(scene), kept: kept)
            guard case .running(let store) = started else { return XCTFail("it did not start") }
            defer { store.close() }
            XCTAssertEqual(store.view.heading, "前の訪問は途中で終わりました")
            XCTAssertTrue(store.view.footer.device.hasSuffix("phone-1"), store.view.footer.device)
        }
    }

    private let nowhere = KeptFile(folder: FileManager.default.temporaryDirectory.appendingPathComponent("not-there"))

    private func words(_ view: some SwiftUI.View) -> [String] { words(Display(view)) }

    private func words(_ display: Display) -> [String] { display.nodes.flatMap(\.texts) }
}

/// What an organisation sets on its phones.
@MainActor private final class Management {
    var hasSetUp = false
    var asked = 0
}

private final class NoReader: CardReader {
    func connect() async throws -> OpenChannel { throw LinkError.NoReader }
}
