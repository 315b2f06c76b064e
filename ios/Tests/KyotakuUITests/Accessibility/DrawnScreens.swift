import Accessibility
import KyotakuCore
import SwiftUI

@testable import KyotakuUI

extension DrawnScreen {
    /// A view of the core's, as the app draws it.
    init(_ view: KyotakuCore.View, _ colours: ColorScheme) {
        self.init(VisitFrame(view: view, send: { _ in }), view, colours)
    }

    /// Anything that is drawn; a view of the core's that it is to be.
    init(_ screen: some SwiftUI.View, _ view: KyotakuCore.View? = nil, _ colours: ColorScheme = .light) {
        var environment = EnvironmentValues()
        environment.colorScheme = colours
        _ = Announced.take()
        let display = Display(screen, environment: environment)
        nodes = display.nodes
        elements = SwiftUI.elements(of: nodes)
        announced = Announced.take()
        self.view = view
        display.close()
    }
}
