import CoreNFC
import KyotakuCore
import KyotakuScenarios
import XCTest

@testable import KyotakuNFC

/// A card that is lost at each exchange of a visit. What may be repeated is repeated under the same sheet; VERIFY never is.
final class LostCardTests: XCTestCase {
    /// SELECT, tries left, VERIFY, the certificate in one piece, the signature.
    private let exchanges = 5
    private let verifyPlace = 2

    /// Whether the card saw the command whose answer was lost.
    private let ways: [(name: String, reaches: Bool)] = [("before", false), ("after", true)]

    /// The card leaves at this exchange.
    private func leaving(_ phone: FakePhone, reaches: Bool) -> Trouble {
        { card in
            if reaches { _ = try await card() }
            phone.takeAway()
            throw NFCReaderError(.readerTransceiveErrorTagConnectionLost)
        }
    }

    func testBeforeVerifyItMayComeBackUnderTheSameSheetAndThePinIsPresentedOnce() async throws {
        for (name, reaches) in ways {
            for place in 0..<verifyPlace {
                try await visit { visit in
                    try await visit.toTheCard()
                    let card = try await visit.scene.cardToLay(at: place, self.leaving(visit.phone, reaches: reaches))
                    visit.phone.lay(card)
                    let waiting = "マイナンバーカードをスマートフォンの裏側に当ててください。\nカードを待っています。"
                    try await eventually("a card is asked for again") {
                        visit.phone.last.map { $0.restarts == 1 && $0.messages.last == waiting } ?? false
                    }
                    let before = try await visit.presented()
                    XCTAssertEqual(before, 0, "\(name) \(place)")
                    let again = try await visit.scene.cardToLay()
                    visit.phone.lay(again)
                    try await visit.register()
                    let after = try await visit.presented()
                    XCTAssertEqual(after, 1, "\(name) \(place)")
                    XCTAssertEqual(card.commands.filter(\.presents), [], "\(name) \(place)")
                    XCTAssertEqual(visit.phone.sessions.count, 1, "\(name) \(place)")
                    let sheet = try await visit.sheet()
                    XCTAssertNil(sheet.failure)
                }
            }
        }
    }

    func testWhileThePinIsPresentedTheTapIsOverAndNothingIsSentEvenIfTheCardComesBack() async throws {
        for (name, reaches) in ways {
            try await visit { visit in
                try await visit.toTheCard()
                let card = try await visit.scene.cardToLay(
                    at: self.verifyPlace, self.leaving(visit.phone, reaches: reaches))
                visit.phone.lay(card)
                let notice = try await visit.notice("暗証番号の照合中にカードが離れました")
                XCTAssertTrue(notice.unchanged.contains("1回減ったかもしれません"), notice.unchanged)
                let again = try await visit.scene.cardToLay()
                visit.phone.lay(again)
                let sheet = try await visit.sheet()
                XCTAssertEqual(sheet.failure, "暗証番号の照合中にカードが離れました\n\(notice.toDo)")
                XCTAssertEqual(sheet.restarts, 0)
                XCTAssertEqual(visit.phone.sessions.count, 1)
                XCTAssertEqual(card.commands.filter(\.presents).count, 1, name)
                XCTAssertEqual(again.commands, [], name)
                let presented = try await visit.presented()
                XCTAssertEqual(presented, reaches ? 1 : 0, name)

                // A press asks the card for the tries, and presents nothing.
                try visit.shell.press("カードをかざして残り回数を確かめる")
                try await visit.shell.look("Pin")
                XCTAssertEqual(again.commands.filter(\.presents), [], name)
                XCTAssertEqual(again.commands.count, 2, name)
            }
        }
    }

    func testAfterVerifyTheTapIsOverAndWhoeverGoesOnTypesThePinAgain() async throws {
        for (name, reaches) in ways {
            for place in verifyPlace + 1..<exchanges {
                try await visit { visit in
                    try await visit.toTheCard()
                    let card = try await visit.scene.cardToLay(at: place, self.leaving(visit.phone, reaches: reaches))
                    visit.phone.lay(card)
                    let notice = try await visit.notice("カードが離れました")
                    XCTAssertTrue(notice.unchanged.contains("残り回数は減っていません"), notice.unchanged)
                    let again = try await visit.scene.cardToLay()
                    visit.phone.lay(again)
                    let sheet = try await visit.sheet()
                    XCTAssertEqual(sheet.failure, "カードが離れました\n\(notice.toDo)")
                    XCTAssertEqual(sheet.restarts, 0)
                    XCTAssertEqual(again.commands, [], "\(name) \(place)")
                    let presented = try await visit.presented()
                    XCTAssertEqual(presented, 1, "\(name) \(place)")

                    try visit.shell.press(notice.buttons[0].label)
                    try visit.shell.type("1234")
                    try visit.shell.press("次へ（カードをかざす）")
                    try await visit.register()
                    let inAll = try await visit.presented()
                    XCTAssertEqual(inAll, 2, "once for each time that somebody typed it")
                    XCTAssertEqual(visit.phone.sessions.count, 2)
                }
            }
        }
    }

    func testTheSheetsOwnCancellationIsTheCoresWayBackAtEachExchange() async throws {
        for place in 0..<exchanges {
            try await visit { visit in
                try await visit.toTheCard()
                let (card, gate) = try await visit.layACard(held: place)
                visit.phone.pressCancel()
                let pad = try await visit.shell.look("Pin")
                let reading = pad.reading.joined()
                XCTAssertEqual(reading.contains("1回減ったかもしれません"), place == self.verifyPlace, reading)
                let sent = card.commands
                XCTAssertEqual(sent.count, place + 1)
                gate.letPass()
                let registered = try await visit.scene.registered()
                XCTAssertEqual(registered, [])
                XCTAssertEqual(visit.phone.sessions.count, 1)

                // The visit is as usable as before; by then whatever was under way would have gone on.
                visit.phone.takeAway()
                visit.phone.lay(try await visit.scene.cardToLay())
                try visit.shell.type("1234")
                try visit.shell.press("次へ（カードをかざす）")
                try await visit.register()
                XCTAssertEqual(card.commands, sent, "nothing was sent after the cancellation")
            }
        }
    }

    func testCancelledWhileACardIsWaitedForThePadStandsAndNoPinWasPresented() async throws {
        try await visit { visit in
            try await visit.toTheCard()
            visit.phone.pressCancel()
            try await visit.shell.look("Pin")
            let card = try await visit.scene.card()
            XCTAssertEqual(card.commands, 0)
            XCTAssertEqual(visit.phone.sessions.count, 1)
        }
    }

    func testASessionThatTheSystemEndsAtEachExchangeLosesTheCardThere() async throws {
        let codes: [NFCReaderError.Code] = [
            .readerSessionInvalidationErrorSessionTimeout,
            .readerSessionInvalidationErrorSessionTerminatedUnexpectedly,
        ]
        for code in codes {
            for place in verifyPlace..<exchanges {
                try await visit { visit in
                    try await visit.toTheCard()
                    let (card, gate) = try await visit.layACard(held: place)
                    visit.phone.end(code)
                    let isVerify = place == self.verifyPlace
                    try await visit.notice(isVerify ? "暗証番号の照合中にカードが離れました" : "カードが離れました")
                    gate.letPass()
                    XCTAssertEqual(card.commands.filter(\.presents).count, 1)
                    XCTAssertEqual(card.commands.count, place + 1)
                    XCTAssertEqual(visit.phone.sessions.count, 1)
                }
            }
        }
    }

    func testASessionThatTheSystemEndsBeforeVerifyIsBegunAnewForTheSameTap() async throws {
        try await visit { visit in
            try await visit.toTheCard()
            let (_, gate) = try await visit.layACard(held: 1)
            visit.phone.takeAway()
            visit.phone.end(.readerSessionInvalidationErrorSessionTimeout)
            gate.letPass()
            try await visit.aCardIsWaitedFor(sessions: 2)
            visit.phone.lay(try await visit.scene.cardToLay())
            try await visit.register()
            let presented = try await visit.presented()
            XCTAssertEqual(presented, 1)
        }
    }
}
