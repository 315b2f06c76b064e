import KyotakuCore
import KyotakuScenarios
import SwiftUI

/// A screen that a step of a visit looked at, and where it was first met.
struct MetScreen {
    let view: KyotakuCore.View
    let place: Place
    /// As text, in light colours and letters of the usual size.
    let text: String

    struct Place: Comparable, CustomStringConvertible {
        let file: String
        let visit: String
        /// The how many-th of the visit's screens.
        let number: Int

        static func < (one: Place, other: Place) -> Bool {
            (one.file, one.visit, one.number) < (other.file, other.visit, other.number)
        }

        var description: String { "\(file): \(visit), look \(number)" }
    }
}

/// The screens that the steps of the visits look at, each once: by the first visit that has it, whichever is played first.
@MainActor final class MetScreens {
    private var all: [KyotakuCore.View: MetScreen] = [:]

    func add(_ hand: Hand, in visit: Visit, number: Int) {
        let view = hand.store.view
        let place = MetScreen.Place(file: visit.file, visit: visit.name, number: number)
        if let before = all[view] {
            if place < before.place { all[view] = MetScreen(view: view, place: place, text: before.text) }
        } else {
            all[view] = MetScreen(view: view, place: place, text: text(of: hand.display.nodes))
        }
    }

    /// In the order of their places.
    var inOrder: [MetScreen] {
        all.values.sorted { $0.place < $1.place }
    }
}
