import SwiftUI

/// A colour of the sRGB space, by the six digits that it is written with.
struct Shade: Equatable, Sendable {
    /// 0xRRGGBB.
    let digits: UInt32

    init(_ digits: UInt32) {
        self.digits = digits
    }

    /// Each from 0 to 1.
    var red: Double { Double(digits >> 16 & 0xFF) / 255 }
    var green: Double { Double(digits >> 8 & 0xFF) / 255 }
    var blue: Double { Double(digits & 0xFF) / 255 }

    var colour: Color { Color(.sRGB, red: red, green: green, blue: blue, opacity: 1) }
}

/// The steps of デジタル庁デザインシステム's colour scales that are used here, by its own names.
enum Palette {
    static let white = Shade(0xFFFFFF)
    static let black = Shade(0x000000)

    static let blue50 = Shade(0xE8F1FE)
    static let blue100 = Shade(0xD9E6FF)
    static let blue300 = Shade(0x9DB7F9)
    static let blue900 = Shade(0x0017C1)
    static let blue1000 = Shade(0x00118F)
    static let blue1100 = Shade(0x000071)
    static let blue1200 = Shade(0x000060)

    static let green50 = Shade(0xE6F5EC)
    static let green300 = Shade(0x71C598)
    static let green800 = Shade(0x197A4B)
    static let green1200 = Shade(0x032213)

    static let yellow50 = Shade(0xFBF5E0)
    static let yellow300 = Shade(0xFFD43D)
    static let yellow1000 = Shade(0x806300)

    static let red50 = Shade(0xFDEEEE)
    static let red300 = Shade(0xFF9696)
    static let red900 = Shade(0xCE0000)
    static let red1200 = Shade(0x620000)

    static let gray100 = Shade(0xE6E6E6)
    static let gray200 = Shade(0xCCCCCC)
    static let gray50 = Shade(0xF2F2F2)
    static let gray400 = Shade(0x999999)
    static let gray600 = Shade(0x666666)
    static let gray700 = Shade(0x4D4D4D)
    static let gray900 = Shade(0x1A1A1A)
}
