import SwiftUI

/// This phone, or this iPad, has nothing to read a card with: said on every screen that may lead to a tap, so that whoever
/// types a PIN knows it before.
struct NoReaderNotice: View {
    var body: some View {
        VStack(alignment: .leading, spacing: Space.inside) {
            Heed(OwnWords.noReaderTitle)
            Lead(OwnWords.noReaderBody)
        }
    }
}
