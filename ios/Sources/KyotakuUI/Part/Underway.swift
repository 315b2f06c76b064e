import SwiftUI

/// A clock: something is waited for. It stands still, because nothing in it would say more if it moved; the words say what.
struct Underway: View {
    var body: some View {
        MarkIcon(.waiting, .key, .heading)
    }
}
