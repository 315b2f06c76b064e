import Foundation
import KyotakuScenarios
import XCTest

/// The runner can fail: for each thing that a visit states, a visit that states it wrongly, and what the report says.
final class RunnerTests: XCTestCase {
    func testTheVisitThatTheOthersAreMadeFromGoesWell() async throws {
        let report = try await outcome { _ in }
        XCTAssertNil(report)
    }

    func testALineThatIsNotShownIsReportedWithTheVisitTheStepAndTheWholeScreen() async throws {
        try await assertFails(
            [
                "short.json: a short visit", "TEST-ONLY", "step 5", "「資格は無効です」 was to be shown",
                "the screen Eligibility stands",
                "氏名: 居宅　花子", "サンプル医療機関", "同意登録へ進む（患者に画面を向ける） | 戻る | 中止する",
            ]
        ) { $0["steps", 4, "shows"] = ["資格は無効です"] }
        // A part of a line is not the line, and the order counts.
        try await assertFails(["「資格は有効」 was to be shown"]) { $0["steps", 4, "shows"] = ["資格は有効"] }
        try await assertFails(["step 8", "「手術情報の提供: 同意しない」 does not stand where it should"]) {
            $0["steps", 7, "shows"] = ["● 同意しない", "手術情報の提供: 同意しない"]
        }
    }

    func testALetterThatIsWrittenInAnotherWayIsAnotherLetter() async throws {
        // 「で」 as one character and as 「て」 with its mark: equal to Swift, and not the words of the screen.
        let apart = "資格は有効です".decomposedStringWithCanonicalMapping
        XCTAssertEqual(apart, "資格は有効です")
        try await assertFails(["step 5", "was to be shown"]) { $0["steps", 4, "shows"] = [.string(apart)] }
    }

    func testATextThatIsShownAndShouldNotBeIsReportedWithItsLine() async throws {
        try await assertFails(["step 8", "「● 同意」 was not to be shown, and stands in 「● 同意しない」"]) {
            $0["steps", 7, "hides"] = ["● 同意"]
        }
    }

    func testOffersThatAreMissingSuperfluousOrInAnotherOrderAreReported() async throws {
        let modes: [JSON] = ["訪問診療等", "オンライン診療等・外来診療等（通常とは異なる動線）"]
        for offers: [JSON] in [[modes[0]], [], modes.reversed(), modes + ["戻る"]] {
            try await assertFails(["step 1", "these were to be offered, and no others", "the screen Mode stands"]) {
                $0["steps", 0, "offers"] = .array(offers)
            }
        }
    }

    func testAnotherScreenThanTheExpectedOneIsReported() async throws {
        try await assertFails(["step 5", "the screen Notice was to stand", "the screen Eligibility stands"]) {
            $0["steps", 4] = ["screen": "Notice"]
        }
    }

    func testWhatIsRegisteredIsComparedWithWhatWasToBe() async throws {
        try await assertFails(["short.json: a short visit", "registered: []", #""SHJ":"agree""#]) {
            $0["registered"] = [["items": ["SHJ": "agree"], "form": "electronic"]]
        }
    }

    func testTheCommandsThatReachedTheCardAreComparedWhereAVisitCountsThem() async throws {
        try await assertFails(["at the end", "commands that reached the card: 5", "expected: 99"]) {
            $0["commands"] = 99
        }
    }

    func testAPressThatTheScreenDoesNotHaveOrHasSeveralTimesIsReported() async throws {
        try await assertFails(["step 2", "there is no 「同意内容に登録する」 to press"]) {
            $0["steps", 1, "press"] = "同意内容に登録する"
        }
        try await assertFails(["step 7", "there are 5 「同意しない」"]) { $0["steps", 6] = ["press": "同意しない"] }
        try await assertFails(["step 7", "「診療情報の提供」 has 0 buttons 「同意しない」"]) { $0["steps", 6, "of"] = "診療情報の提供" }
        try await assertFails(["step 3", "the pad has no key 「a」"]) { $0["steps", 2, "pin"] = "12a4" }
        try await assertFails(["step 2", "there is no PIN pad", "the screen Mode stands"]) {
            $0["steps", 1] = ["pin": "1"]
        }
    }

    func testAMishapThatNeverHappenedIsReported() async throws {
        try await assertFails(["what was to happen and did not", "answer-lost"]) {
            $0["given", "service"] = [["call": "register", "fault": "answer-lost"]]
        }
    }

    func testAKeyThatIsNotKnownIsReportedWhereverItStands() async throws {
        try await assertFails(["short.json", "`skip`"]) { $0["skip"] = true }
        try await assertFails(["step 1", "`show`"]) { $0["steps", 0, "show"] = [] }
        try await assertFails(["short.json: a short visit", "`patients`"]) { $0["given", "patients"] = 2 }
        try await assertFails(["step 2", "`applause`"]) { $0["steps", 1] = ["direct": ["applause": 1]] }
        for (step, key): (JSON, String) in [
            (["press": "訪問診療等", "pin": "1"], "`pin`"), (["press": "訪問診療等", "shows": []], "`shows`"),
            (["screen": "Mode", "of": "手術情報の提供"], "`of`"), (["shows": ["資格確認"]], "has one of the keys"),
            ([:], "has one of the keys"), (["pin": 1234], "no text"),
        ] {
            try await assertFails(["short.json", "step 2", key]) { $0["steps", 1] = step }
        }
        for key in ["name", "why", "given", "steps", "registered"] {
            try await assertFails(["short.json", "`\(key)` is missing"]) { $0[key] = nil }
        }
    }

    func testAFolderWithoutAVisitAndAFileWithoutOneAreErrors() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kyotaku-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        assertRefused("there is no visit") { try visits(in: folder) }
        XCTAssertThrowsError(try visits(in: folder.appending(path: "nowhere")))

        let file = folder.appending(path: "nothing.json")
        try Data(#"{"about": "TEST-ONLY", "visits": []}"#.utf8).write(to: file)
        assertRefused("nothing.json") { try visits(in: folder) }
        try Data(#"{"questions": [], "words": {}, "cases": []}"#.utf8).write(to: file)
        assertRefused("there is no case") { try cases(in: file) }
        try FileManager.default.removeItem(at: file)
        try Data().write(to: folder.appending(path: "visits.yaml"))
        assertRefused("visits.yaml") { try visits(in: folder) }
    }

    func testWithoutAStageNothingIsPassedOver() {
        for environment in [[:], ["KYOTAKU_STAGE": ""]] {
            XCTAssertThrowsError(try Stage(environment: environment)) { error in
                XCTAssertTrue("\(error)".hasPrefix("KYOTAKU_STAGE is not set"))
            }
        }
    }

    private func assertRefused(_ part: String, _ read: () throws -> [Visit], line: UInt = #line) {
        XCTAssertThrowsError(try read(), line: line) { error in
            XCTAssertTrue("\(error)".contains(part), "「\(part)」 is not in \(error)", line: line)
        }
    }

    /// Asserts that the changed visit fails, and that the report has all of these.
    private func assertFails(_ parts: [String], line: UInt = #line, change: (inout JSON) -> Void) async throws {
        let report = try await outcome(change)
        guard let report else { return XCTFail("it was to fail", line: line) }
        for part in parts {
            XCTAssertTrue(report.contains(part), "「\(part)」 is not in\n\(report)", line: line)
        }
    }

    /// What reading and playing the changed visit says; nothing if it goes well.
    private func outcome(_ change: (inout JSON) -> Void) async throws -> String? {
        var visit = short
        change(&visit)
        let file: JSON = ["about": "TEST-ONLY", "visits": [visit]]
        let read: [Visit]
        do {
            read = try visits(of: try file.text, in: "short.json")
        } catch {
            return "\(error)"
        }
        let reports = await playAll(read, on: try Stage())
        return reports.isEmpty ? nil : reports.joined(separator: "\n")
    }
}

/// A short visit that goes as it is written: to the form and into it.
private let short: JSON = [
    "name": "a short visit",
    "why": "TEST-ONLY",
    "given": ["patient": "valid"],
    "steps": [
        [
            "screen": "Mode", "shows": ["資格確認"], "hides": ["登録番号"],
            "offers": ["訪問診療等", "オンライン診療等・外来診療等（通常とは異なる動線）"],
        ],
        ["press": "訪問診療等"],
        ["pin": "1234"],
        ["press": "次へ（カードをかざす）"],
        ["screen": "Eligibility", "shows": ["資格は有効です"]],
        ["press": "同意登録へ進む（患者に画面を向ける）"],
        ["press": "同意しない", "of": "手術情報の提供"],
        ["screen": "Input", "shows": ["手術情報の提供: 同意しない", "● 同意しない"]],
    ],
    "registered": [],
]

extension JSON {
    /// A value deep in this one.
    fileprivate subscript(_ path: any Step...) -> JSON? {
        get { path.reduce(self) { value, step in value.flatMap { step.value(in: $0) } } }
        set { put(newValue, at: path[...]) }
    }

    private mutating func put(_ value: JSON?, at path: ArraySlice<any Step>) {
        guard let first = path.first else { return }
        if path.count == 1 { return first.put(value, in: &self) }
        var inner = first.value(in: self) ?? .object([:])
        inner.put(value, at: path.dropFirst())
        first.put(inner, in: &self)
    }
}

/// A step into a value: a key or a place in a list.
private protocol Step {
    func value(in json: JSON) -> JSON?
    func put(_ value: JSON?, in json: inout JSON)
}

extension String: Step {
    fileprivate func value(in json: JSON) -> JSON? {
        if case .object(let keys) = json { keys[self] } else { nil }
    }

    fileprivate func put(_ value: JSON?, in json: inout JSON) {
        guard case .object(var keys) = json else { return }
        keys[self] = value
        json = .object(keys)
    }
}

extension Int: Step {
    fileprivate func value(in json: JSON) -> JSON? {
        if case .array(let list) = json, list.indices.contains(self) { list[self] } else { nil }
    }

    fileprivate func put(_ value: JSON?, in json: inout JSON) {
        guard case .array(var list) = json, let value else { return }
        list[self] = value
        json = .array(list)
    }
}
