import KyotakuCore
import KyotakuScenarios
import XCTest

/// What every screen says that registered nothing.
let nothingRegistered = "今回の操作では、同意は何も登録していません。登録済みの同意は元のままです。"

extension Shell {
    /// From the first screen to the tap, with the PIN of the sample cards.
    func tap() async throws {
        try await look("Mode")
        try press("訪問診療等")
        try type("1234")
        try press("次へ（カードをかざす）")
    }

    /// From the first screen to the open form.
    func openForm() async throws {
        try await tap()
        let view = try await look("Eligibility", ["資格は有効です"])
        // Its words tell a first consent from one that is given anew.
        try press(view.controls[0].label)
        try await look("Input")
    }

    /// From the first screen to a registration.
    func register() async throws {
        try await openForm()
        try press("すべての項目に同意する")
        try press("確認へ進む")
        try press("同意内容に登録する")
        try await look("Done", ["登録が完了しました。"])
    }
}

extension XCTestCase {
    /// Nothing is stored; and the next visit on this scene, with the scene's own reader, reads the card and registers.
    func assertNothingIsRegisteredAndTheNextVisitWorks(
        _ scene: Scene, file: StaticString = #filePath, line: UInt = #line
    ) async throws {
        let before = try await scene.registered()
        XCTAssertEqual(before, [], file: file, line: line)
        let next = try Shell(scene)
        defer { next.visit.close() }
        try await next.register()
        let after = try await scene.registered()
        XCTAssertEqual(after.count, 1, file: file, line: line)
    }

    /// A scene whose card is then watched and troubled.
    func onScene(_ given: JSON = ["patient": "valid"], play: (Scene) async throws -> Void) async throws {
        try await Stage().scene(given, play: play)
    }
}
