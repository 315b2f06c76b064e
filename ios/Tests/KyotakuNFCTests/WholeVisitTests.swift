import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// Whole visits with an iPhone: the app's own reader between the real core and a card's real answers.
final class WholeVisitTests: XCTestCase {
    func testACardIsReadUnderOneSheetThatFollowsTheTapInTheCoresWordsAndTheConsentIsRegistered() async throws {
        try await visit { visit in
            XCTAssertEqual(visit.phone.sessions, [], "no session before the core asks")
            try await visit.toTheCard()
            let card = try await visit.scene.cardToLay()
            visit.phone.lay(card)
            try await visit.register()
            let sheet = try await visit.sheet()
            XCTAssertEqual(visit.phone.sessions.count, 1)
            XCTAssertEqual(sheet.restarts, 0)
            XCTAssertNil(sheet.failure)
            XCTAssertEqual(sheet.messages.first, "マイナンバーカードをスマートフォンの裏側に当ててください。\nカードを待っています。")
            // The next screen's words, whichever it was by then.
            let last = ["資格情報を照会しています。カードを離してかまいません。", "資格確認の結果"]
            XCTAssertTrue(last.contains(sheet.messages.last ?? ""), "\(sheet.messages)")
            // How many of the phases are seen depends on how fast they are; each that is seen is the core's.
            for message in sheet.messages.dropFirst().dropLast() {
                XCTAssertTrue(message.hasPrefix("そのまま動かさないでください。\n"), message)
            }
            XCTAssertEqual(card.commands.filter(\.presents).count, 1)
            let presented = try await visit.presented()
            XCTAssertEqual(presented, 1)
        }
    }

    func testEveryPhaseIsSaidForAsLongAsItLasts() async throws {
        let phases = ["カードを確認しています。", "カードを確認しています。", "暗証番号を照合しています。", "電子証明書を読み取っています。", "カードで署名しています。"]
        for (place, words) in phases.enumerated() {
            try await visit { visit in
                try await visit.toTheCard()
                let (_, gate) = try await visit.layACard(held: place)
                try await eventually("\(words) is said") {
                    visit.phone.last?.messages.last == "そのまま動かさないでください。\n\(words)"
                }
                gate.letPass()
                try await visit.shell.look("Eligibility", ["資格は有効です"])
            }
        }
    }

    func testWithoutThePinTheSheetStandsUntilThePortraitIsThere() async throws {
        try await visit { visit in
            try await visit.shell.look("Mode")
            try visit.shell.press("訪問診療等")
            try visit.shell.press("暗証番号を使わずに確認する（目視）")
            try visit.shell.type(number: "15051220351942")
            try visit.shell.press("次へ（カードをかざす）")
            try await visit.aCardIsWaitedFor()
            visit.phone.lay(try await visit.scene.cardToLay())
            let compare = try await visit.shell.look("Compare")
            let sheet = try await visit.sheet()
            XCTAssertNil(sheet.failure)
            XCTAssertEqual(sheet.messages.last, compare.heading)
            XCTAssertEqual(visit.phone.sessions.count, 1)
        }
    }

    func testACardThatDoesNotComeOrDoesNotComeBackInTwentySecondsIsToldOfInTheSheetToo() async throws {
        try await visit { late in
            try await late.toTheCard()
            try await late.shell.look("Tap", ["カードを待つのは20秒までです。"])
            // Another phone, so that both wait at once.
            try await visit { lost in
                try await lost.toTheCard()
                let phone = lost.phone
                phone.lay(
                    try await lost.scene.cardToLay(at: 1) { _ in
                        phone.takeAway()
                        throw NFCReaderError(.readerTransceiveErrorTagConnectionLost)
                    })
                try await eventually("it is looked for again") { phone.last?.restarts == 1 }
                let visits = [(late, "カードが見つかりません"), (lost, "カードが離れました")]
                for (visit, heading) in visits {
                    let notice = try await visit.notice(heading)
                    let sheet = try await visit.sheet()
                    XCTAssertEqual(sheet.failure, "\(heading)\n\(notice.toDo)")
                    XCTAssertEqual(visit.phone.sessions.count, 1)
                    let presented = try await visit.presented()
                    XCTAssertEqual(presented, 0)
                }
            }
        }
    }

    func testAVisitThatIsClosedWhileACardIsWaitedForOrReadLeavesNoSheetAndSendsNothingMore() async throws {
        for place in [nil, 0, 2, 4] {
            try await visit { visit in
                try await visit.toTheCard()
                let gate = Gate()
                let card = try await visit.scene.cardToLay(at: place) { card in
                    try await gate.pass()
                    return try await card()
                }
                if place != nil {
                    visit.phone.lay(card)
                    try await gate.reached.reach(1, "the exchange")
                }
                visit.shell.visit.close()
                let sheet = try await visit.sheet()
                XCTAssertTrue(sheet.wasEndedByApp)
                gate.letPass()
                visit.phone.lay(card)
                XCTAssertEqual(card.commands.count, (place ?? -1) + 1)
                XCTAssertEqual(visit.phone.sessions.count, 1)
                let registered = try await visit.scene.registered()
                XCTAssertEqual(registered, [])
            }
        }
    }

    func testWithoutNFCTheCoreSaysSoAndNoSheetIsShown() async throws {
        try await visit(on: .withTheApp(readingAvailable: false)) { visit in
            try await visit.shell.look("Mode")
            try visit.shell.press("訪問診療等")
            try visit.shell.type("1234")
            try visit.shell.press("次へ（カードをかざす）")
            try await visit.notice("カードリーダーがありません")
            XCTAssertEqual(visit.phone.sessions, [])
        }
    }

    func testTwoCardsAtOnceAreToldOfInTheSheetTooAndAfterAPressOneOfThemIsRead() async throws {
        try await visit { visit in
            try await visit.toTheCard()
            let card = try await visit.scene.cardToLay()
            visit.phone.lay(card, FakeCard { _ in ok })
            let notice = try await visit.notice("カードが2枚以上あります")
            let sheet = try await visit.sheet()
            XCTAssertEqual(sheet.failure, "カードが2枚以上あります\n\(notice.toDo)")
            XCTAssertEqual(card.commands, [])
            visit.phone.lay(card)
            try visit.shell.press("もう一度カードをかざす")
            try await visit.register()
            XCTAssertEqual(card.commands.filter(\.presents).count, 1)
        }
    }

    func testATransitCardIsNamedAndAskedNothing() async throws {
        try await visit { visit in
            try await visit.toTheCard()
            let transit = FakeCard(.feliCa(systemCode: Data([0, 3]))) { _ in ok }
            visit.phone.lay(transit)
            let heading = "交通系ICカードなど、別の方式のカードです"
            let notice = try await visit.notice(heading)
            let sheet = try await visit.sheet()
            XCTAssertEqual(sheet.failure, "\(heading)\n\(notice.toDo)")
            XCTAssertEqual(transit.commands, [])
        }
    }

    func testAnotherCardThatThePhoneFindsByItsApplicationIsNamed() async throws {
        for (application, heading) in [
            ("D392F0004F0200000000000000000000", "在留カードです"), ("A0000002310100000000000000000000", "運転免許証です"),
        ] {
            try await visit { visit in
                try await visit.toTheCard()
                let identifier = try XCTUnwrap(Data(hexadecimal: application))
                let card = FakeCard { $0.range(of: identifier) == nil ? Data([0x6A, 0x82]) : ok }
                visit.phone.lay(card)
                try await visit.notice(heading)
                XCTAssertEqual(card.commands.filter(\.presents), [])
            }
        }
    }
}
