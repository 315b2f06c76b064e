import KyotakuCore
import SwiftUI
import XCTest

@testable import KyotakuUI

/// Every pair of colours that is used, by day and by night: words at 4.5:1, and what makes a control a control at 3:1 (WCAG 2.2,
/// 1.4.3 and 1.4.11).
@MainActor final class ThemeTests: XCTestCase {
    func testWordsStandOutFromWhatTheyAreDrawnOn() async {
        let pairs: [(String, Role, on: Role)] = [
            ("words", .words, .page), ("quiet words", .quiet, .page), ("a secondary button", .key, .page),
            ("the main button", .onKey, .key), ("what is chosen", .onChosen, .chosen),
            ("words in what is chosen", .words, .chosen), ("what is missing", .missing, .page),
            ("the sign for it", .onMissing, .missing),
        ]
        for (what, words, ground) in pairs + tones(\.words) { assertContrast(words, ground, 4.5, what) }
    }

    func testEdgesAndMarksStandOut() async {
        let pairs: [(String, Role, on: Role)] = [
            ("the edge of a control", .edge, .page), ("the edge of a button", .key, .page),
            ("the main button's ground", .key, .page), ("the edge of what is chosen", .key, .page),
            ("the mark of what is chosen", .key, .chosen), ("the bar beside what is missing", .missing, .page),
        ]
        for (what, edge, ground) in pairs + tones(\.mark) { assertContrast(edge, ground, 3, what) }
        for tone in allTones { assertContrast(tone.colours.mark, .page, 3, "the edge of \(tone)") }
    }

    func testARoleIsAnotherColourByNight() async {
        var night = EnvironmentValues()
        night.colorScheme = .dark
        XCTAssertEqual(Role.page.resolve(in: EnvironmentValues()), Palette.white.colour)
        XCTAssertEqual(Role.page.resolve(in: night), Palette.gray900.colour)
    }

    func testEveryLetteringIsAStyleThatGrowsAndAPatientsIsNotSmallerThanStaffs() async {
        let sizes: [Font: Int] = [
            .title.bold(): 28, .title2.bold(): 22, .title2: 22, .title3.bold(): 20, .title3: 20, .body.bold(): 17,
            .body: 17, .callout: 16, .subheadline: 15,
        ]
        for lettering in Lettering.allCases {
            let (staff, patient) = (sizes[lettering.font(for: .staff)], sizes[lettering.font(for: .patient)])
            XCTAssertGreaterThanOrEqual(staff ?? 0, 15, "\(lettering) is a text style of at least 15 points")
            XCTAssertGreaterThanOrEqual(patient ?? 0, staff ?? .max, "\(lettering)")
        }
    }

    private let allTones: [Tone] = [.plain, .good, .caution, .alarm]

    private func tones(_ part: KeyPath<ToneColours, Role>) -> [(String, Role, on: Role)] {
        allTones.map { ("\($0)", $0.colours[keyPath: part], $0.colours.ground) }
    }

    private func assertContrast(
        _ one: Role, _ other: Role, _ least: Double, _ what: String, file: StaticString = #filePath, line: UInt = #line
    ) {
        for (time, shade) in [("day", \Role.day), ("night", \Role.night)] {
            let contrast = one[keyPath: shade].contrast(to: other[keyPath: shade])
            XCTAssertGreaterThanOrEqual(contrast, least, "\(what) by \(time)", file: file, line: line)
        }
    }
}

extension Shade {
    /// WCAG's relative luminance.
    private var luminance: Double {
        func linear(_ share: Double) -> Double {
            share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fileprivate func contrast(to other: Shade) -> Double {
        (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
    }
}
