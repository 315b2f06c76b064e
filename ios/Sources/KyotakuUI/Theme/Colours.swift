import SwiftUI

/// What a colour is for, and what it is by day and by night. Text stands at 4.5:1 or more on what it is drawn on, an edge that
/// makes a control a control at 3:1: a test holds every pair that is used to that.
struct Role: ShapeStyle, Equatable {
    let day: Shade
    let night: Shade

    init(day: Shade, night: Shade) {
        self.day = day
        self.night = night
    }

    func resolve(in environment: EnvironmentValues) -> Color {
        environment.colorScheme == .dark ? night.colour : day.colour
    }
}

// The system gives one key colour and its greys; there is no other hue but in a status.
extension Role {
    /// The page.
    static let page = Role(day: Palette.white, night: Palette.gray900)

    /// Words on the page.
    static let words = Role(day: Palette.gray900, night: Palette.gray50)

    /// Words that say less, such as a label over its value.
    static let quiet = Role(day: Palette.gray700, night: Palette.gray200)

    /// The way on: the ground of the main button, the edge and the words of the others.
    static let key = Role(day: Palette.blue900, night: Palette.blue300)

    /// Words on the main button.
    static let onKey = Role(day: Palette.white, night: Palette.blue1200)

    /// The ground of what is chosen, and the words on it.
    static let chosen = Role(day: Palette.blue50, night: Palette.blue1100)
    static let onChosen = Role(day: Palette.blue1000, night: Palette.blue100)

    /// The edge of what can be pressed, before it is chosen.
    static let edge = Role(day: Palette.gray600, night: Palette.gray400)

    /// A line between two things. It tells nothing by itself.
    static let line = Role(day: Palette.gray200, night: Palette.gray700)

    /// What is drawn in a picture, without a meaning of its own.
    static let shade = Role(day: Palette.gray100, night: Palette.gray700)

    /// What is missing, and words on that.
    static let missing = Role(day: Palette.red900, night: Palette.red300)
    static let onMissing = Role(day: Palette.white, night: Palette.red1200)
}
