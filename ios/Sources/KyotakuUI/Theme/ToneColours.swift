import KyotakuCore

/// What a status is drawn in: its ground, the words on it, and the edge and the mark, which alone carry its hue.
struct ToneColours {
    let ground: Role
    let words: Role
    let mark: Role
}

extension Tone {
    var colours: ToneColours {
        switch self {
        case .plain: Self.plainColours
        case .good: Self.goodColours
        case .caution: Self.cautionColours
        case .alarm: Self.alarmColours
        }
    }

    private static let words = Role(day: Palette.gray900, night: Palette.white)

    private static let plainColours = ToneColours(
        ground: Role(day: Palette.blue50, night: Palette.blue1200),
        words: words,
        mark: Role(day: Palette.blue900, night: Palette.blue300))

    private static let goodColours = ToneColours(
        ground: Role(day: Palette.green50, night: Palette.green1200),
        words: words,
        mark: Role(day: Palette.green800, night: Palette.green300))

    private static let cautionColours = ToneColours(
        ground: Role(day: Palette.yellow50, night: Shade(0x2B2200)),
        words: words,
        mark: Role(day: Palette.yellow1000, night: Palette.yellow300))

    private static let alarmColours = ToneColours(
        ground: Role(day: Palette.red50, night: Shade(0x3A0000)),
        words: words,
        mark: Role(day: Palette.red900, night: Palette.red300))
}
