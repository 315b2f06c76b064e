import KyotakuCore
import SwiftUI
import XCTest

@testable import KyotakuUI

/// Each rule of accessibility finds what it is there for, and nothing where that is mended.
@MainActor final class RulesCanFailTests: XCTestCase {
    func testWithoutANameOrWithTheSystemsOwnOrSaidOfSeveral() async {
        assertBroken(.named, "something has no name") { Text(verbatim: " ") }
        assertBroken(.named, "something has no name") { ProgressView(value: 1, total: 2) }
        assertBroken(.named, "the mark clock is read out") { Image(systemName: "clock") }
        assertBroken(.named, "the mark clock is read out") {
            Button {
            } label: {
                Image(systemName: "clock")
            }
        }
        assertBroken(.named, "「x」 is said of several things") {
            VStack {
                Text(verbatim: "a"); Text(verbatim: "b")
            }.accessibilityLabel(Text(verbatim: "x"))
        }
        assertBroken(.named, "「a」 cannot be pressed") {
            Button {
            } label: {
                Text(verbatim: "a")
            }.disabled(true)
        }
        assertKept(.named) {
            Button {
            } label: {
                Image(systemName: "clock").accessibilityLabel(Text(verbatim: "a"))
            }
        }
    }

    func testTheHeadingIsFirst() async {
        assertBroken(.inOrder, "the first that is read is no heading: a") {
            VStack {
                Text(verbatim: "a")
                Text(verbatim: "b").accessibilityAddTraits(.isHeader)
            }
        }
        assertKept(.inOrder) { Text(verbatim: "b").accessibilityAddTraits(.isHeader) }
    }

    func testTheWordsOfTheViewComeInItsOrder() async {
        let other = Rule.inOrder.broken(DrawnScreen(VisitFrame(view: waiting, send: { _ in }), form))
        XCTAssertEqual(other.count, 2, "\(other)")
        XCTAssertEqual(Rule.inOrder.broken(DrawnScreen(VisitFrame(view: form, send: { _ in }), form)), [])
    }

    func testTheStepsAreAnnounced() async {
        let silent = Rule.stepsSaid.broken(DrawnScreen(Text(verbatim: "入力"), form))
        XCTAssertEqual(silent, ["the steps are not one thing called 「3つのうち1つめ」", "「3つのうち1つめ」 is not announced"])
        XCTAssertEqual(Rule.stepsSaid.broken(DrawnScreen(VisitFrame(view: form, send: { _ in }), form)), [])
    }

    func testATargetThatIsSmall() async {
        assertBroken(.large, "「a」 may be no larger than") {
            Button {
            } label: {
                Text(verbatim: "a").padding(10)
            }
        }
        assertBroken(.large, "「a」 may be no larger than") {
            Button {
            } label: {
                Text(verbatim: "a").frame(minWidth: 44, minHeight: 43)
            }
        }
        assertKept(.large) {
            Button {
            } label: {
                Text(verbatim: "a").frame(maxWidth: .infinity, minHeight: 44)
            }
        }
    }

    func testWordsAndMarksThatDoNotStandOut() async {
        let grey = Color(white: 0.5)
        assertBroken(.standsOut, "「a」 stands at 3.98:1, #808080 on #FFFFFF") {
            Text(verbatim: "a").foregroundStyle(grey)
        }
        assertBroken(.standsOut, "「a」 stands at") { Text(verbatim: "a").foregroundStyle(.white).background(grey) }
        assertBroken(.standsOut, "the mark x stands at") {
            Image(systemName: "x").foregroundStyle(Color(white: 0.7))
        }
        assertKept(.standsOut) { Image(systemName: "x").foregroundStyle(grey) }
        assertKept(.standsOut) { Text(verbatim: "a").foregroundStyle(.white).background(.black) }
        // What lies behind counts, and not what lies behind that.
        assertBroken(.standsOut, "「a」 stands at 1.00:1") {
            ZStack {
                Color.black; Text(verbatim: "a").foregroundStyle(.black)
            }.background(.white)
        }
        XCTAssertEqual(Rule.standsOut.broken(DrawnScreen(Text(verbatim: "a"), nil, .dark)), [])
    }

    func testAControlThatIsNotToldFromThePage() async {
        assertBroken(.edged, "「a」 is not told from the page #FFFFFF") {
            Button {
            } label: {
                Text(verbatim: "a")
            }
        }
        assertBroken(.edged, "is not told from the page #000000") {
            Button {
            } label: {
                Text(verbatim: "a").background(.black)
            }.background(.black)
        }
        assertKept(.edged) {
            Button {
            } label: {
                Text(verbatim: "a").underline()
            }
        }
        assertKept(.edged) {
            Button {
            } label: {
                Text(verbatim: "a").border(.black)
            }
        }
        assertKept(.edged) {
            Button {
            } label: {
                Text(verbatim: "a").background(.black)
            }
        }
    }

    func testWordsThatMayBeCut() async {
        assertBroken(.whole, "stand in nothing that scrolls") { Text(verbatim: "a") }
        let cuts: [(AnyView, String)] = [
            (AnyView(Text(verbatim: "a").lineLimit(2)), "have 2 lines"),
            (AnyView(Text(verbatim: "a").minimumScaleFactor(0.5)), "may be drawn smaller"),
            (AnyView(Text(verbatim: "a").font(.system(size: 17))), "have a fixed size"),
            (AnyView(Text(verbatim: "a").frame(height: 40)), "stand in a height of 40"),
            (AnyView(Text(verbatim: "a").frame(maxHeight: 40)), "stand in a height of 40"),
            (AnyView(Text(verbatim: "a").fixedSize()), "a line that does not break"),
        ]
        for (cut, found) in cuts { assertBroken(.whole, found) { ScrollView { cut } } }
        assertKept(.whole) {
            ScrollView {
                Text(verbatim: "a").frame(minHeight: 40, maxHeight: .infinity).fixedSize(
                    horizontal: false, vertical: true)
            }
        }
    }

    func testAChoiceThatIsToldByColourAlone() async {
        assertBroken(.notByColourAlone, "「a」 is chosen, and only its colours tell it") {
            VStack {
                Button {
                } label: {
                    Text(verbatim: "a").foregroundStyle(.black)
                }.accessibilityAddTraits(.isSelected)
                Button {
                } label: {
                    Text(verbatim: "b")
                }
            }
        }
        assertKept(.notByColourAlone) {
            VStack {
                Button {
                } label: {
                    Text(verbatim: "a").bold()
                }.accessibilityAddTraits(.isSelected)
                Button {
                } label: {
                    Text(verbatim: "b")
                }
            }
        }
        let silent = Rule.notByColourAlone.broken(DrawnScreen(Text(verbatim: "同意する"), form))
        XCTAssertEqual(silent, [#"["同意する"] are chosen, and VoiceOver is told []"#])
        let unmarked = Rule.notByColourAlone.broken(DrawnScreen(Text(verbatim: "止まりました"), notice))
        XCTAssertEqual(unmarked, ["「止まりました」 has no mark beside it"])
    }

    private func assertBroken(
        _ rule: Rule, _ found: String, line: UInt = #line, @ViewBuilder _ screen: () -> some SwiftUI.View
    ) {
        let broken = rule.broken(DrawnScreen(screen()))
        XCTAssertTrue(broken.contains { $0.contains(found) }, "\(broken)", line: line)
    }

    private func assertKept(_ rule: Rule, line: UInt = #line, @ViewBuilder _ screen: () -> some SwiftUI.View) {
        XCTAssertEqual(rule.broken(DrawnScreen(screen())), [], line: line)
    }
}

private let form = screen(
    .input(
        InputView(
            lead: "選んでください。", all: [],
            questions: [
                QuestionView(
                    label: "手術情報の提供",
                    choices: [
                        Choice(label: "同意する", event: .input(.review), selected: true),
                        Choice(label: "同意しない", event: .input(.review), selected: false),
                    ], state: "同意する", missing: false)
            ], hint: nil, next: KyotakuCore.Button(label: "次へ", event: .input(.review), weight: .primary))),
    Steps(labels: ["入力", "確認", "完了"], current: 0, spoken: "3つのうち1つめ"))

private let waiting = screen(.waiting(WaitingView(message: "お待ちください。", buttons: [])))

private let notice = screen(
    .notice(
        NoticeView(
            tone: .alarm, happened: "止まりました", unchanged: "元のままです。", toDo: "もう一度。", details: [], buttons: [])))

private func screen(_ screen: Screen, _ steps: Steps? = nil) -> KyotakuCore.View {
    KyotakuCore.View(
        heading: "見出し", audience: .staff, steps: steps, screen: screen, back: nil, cancel: nil,
        footer: Footer(channel: "マイナ資格確認アプリ", app: "kyotaku 1", device: "端末", clinic: nil))
}
