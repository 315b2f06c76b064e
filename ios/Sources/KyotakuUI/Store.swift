import KyotakuCore
import Observation
import SwiftUI

/// The one bridge from the core to the screens: the view that stands, and the way back for what was pressed.
@MainActor @Observable public final class Store {
    public private(set) var view: KyotakuCore.View
    @ObservationIgnored private let visit: Kyotaku

    public init(_ visit: Kyotaku) {
        self.visit = visit
        view = visit.view()
    }

    public func send(_ event: Event) { view = visit.dispatch(event: event) }
    public func changed() { view = visit.view() }
}
