import SwiftUI

/// A phone that is lowered on to a card that lies flat. Where the phone feels the card is said in words, and the picture does
/// not say it. It moves twice when it comes, and again when the words say another place: under five seconds, because what
/// moves for longer has to have a way to be stopped. It stands still where motion is to be reduced.
struct TapPicture: View {
    /// In words: when they change, it moves again.
    let position: String
    @Environment(\.accessibilityReduceMotion) private var reduceMotion

    var body: some View {
        Group {
            if reduceMotion {
                drawn(lowered: 1)
            } else {
                Moving(begun: Date.now).id(position)
            }
        }
        .aspectRatio(TapDrawing.aspect, contentMode: .fit)
        .accessibilityHidden(true)
    }
}

private struct Moving: View {
    @State var begun: Date

    var body: some View {
        TimelineView(.explicit(Lowering.frames(from: begun))) { now in
            drawn(lowered: Lowering.at(now.date.timeIntervalSince(begun)))
        }
    }
}

@MainActor private func drawn(lowered: CGFloat) -> some View {
    Canvas { context, size in TapDrawing(lowered: lowered).draw(in: context, size) }
}

/// How far the phone is down, by the time in seconds that it has been moving.
enum Lowering {
    private static let down = 1.6
    private static let round = 2.4
    private static let rounds = 2.0
    private static let framesASecond = 30.0

    /// When it is drawn: as long as it moves, and no longer.
    static func frames(from begun: Date) -> [Date] {
        (0...Int(round * rounds * framesASecond)).map { begun.addingTimeInterval(Double($0) / framesASecond) }
    }

    /// 0 while it is held high, 1 once it is down; at rest it is down.
    static func at(_ seconds: TimeInterval) -> CGFloat {
        guard seconds >= 0, seconds < round * rounds else { return 1 }
        let share = min(1, seconds.truncatingRemainder(dividingBy: round) / down)
        // Slow at both ends.
        return share * share * (3 - 2 * share)
    }
}
