import Foundation
import XCTest

/// The package's own folder.
let package = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Tests/KyotakuCoreTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()

func generatedText(_ file: String) throws -> String {
    try String(contentsOf: package.appending(path: "generated/KyotakuCore/\(file)"), encoding: .utf8)
}

/// The comments of the Rust source stand over the generated declarations, where Xcode shows them.
final class DocumentationTests: XCTestCase {
    func testTheCommentsOfTheCoreReachSwift() throws {
        let core = try generatedText("KyotakuCore.swift")
        try assertDocumented("public struct View:", in: core, by: "One whole screen.")
        try assertDocumented(
            "public enum Screen:", in: core, by: "The body of a screen; a shell has one file for each variant.")
        try assertDocumented("public let event: Event", in: core, by: "What to dispatch when it is pressed.")
        try assertDocumented("case waiting(", in: core, by: "A call to the service is under way.")
    }

    func testTheCommentsOfTheBindingsReachSwift() throws {
        let visit = try generatedText("KyotakuVisit.swift")
        try assertDocumented(
            "open func dispatch(event: Event)", in: visit,
            by: "Carries out a press and returns what is to be drawn then.")
        try assertDocumented("open func cancel() -> View", in: visit, by: "Cancels the visit as 中止する does")
        try assertDocumented(
            "func transceive(command: CardCommand)", in: visit,
            by: "One of the commands holds the PIN: log no byte of it")
        try assertDocumented(
            "func properties() throws", in: visit, by: "What is known of the card and of the way to it")
        try assertDocumented("public let antenna: Antenna", in: visit, by: "Where this device feels a card")
        try assertDocumented(
            "public static func withSoftwareCard(", in: visit, by: "Starts a visit on a software card that listens")
        try assertDocumented("public protocol Observer:", in: visit, by: "Told of changes that no press caused")
        try assertDocumented("case CardGone", in: visit, by: "The card left the field.")
    }

    /// Asserts that the comment right over the declaration says this.
    private func assertDocumented(
        _ declaration: String, in text: String, by words: String, line: UInt = #line
    ) throws {
        let before = try XCTUnwrap(text.range(of: declaration), "there is no \(declaration)", line: line).lowerBound
        let above = text[..<before].trimmingCharacters(in: .whitespacesAndNewlines)
        XCTAssertTrue(above.hasSuffix("*/"), "\(declaration) has no comment", line: line)
        let comment = above[(above.range(of: "/**", options: .backwards)?.lowerBound ?? above.endIndex)...]
        XCTAssertTrue(
            comment.contains(words), "\(declaration) is not documented by 「\(words)」, but by \(comment)", line: line)
    }
}
