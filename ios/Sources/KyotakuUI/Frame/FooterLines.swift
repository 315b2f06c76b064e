import KyotakuCore
import SwiftUI

/// Where this came from: small, and still read by whoever is asked for it on the telephone.
struct FooterLines: View {
    let footer: Footer

    var body: some View {
        Flow(between: Space.inside) {
            Line(footer.channel)
            Line(footer.app)
            Line(footer.device)
            if let clinic = footer.clinic { Line(clinic) }
        }
    }

    private struct Line: View {
        let text: String

        init(_ text: String) {
            self.text = text
        }

        var body: some View {
            Text(verbatim: text).lettered(.foot).foregroundStyle(Role.quiet)
        }
    }
}
