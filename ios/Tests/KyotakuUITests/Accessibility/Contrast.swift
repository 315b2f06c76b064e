import Foundation
import SwiftUI

/// How two colours stand out from each other, from 1 to 21: WCAG 2.2's contrast ratio. What is not opaque is laid upon the
/// other first.
func contrast(_ one: Color.Resolved, _ other: Color.Resolved) -> Double {
    let (a, b) = (luminance(one.laid(on: other)), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

private func luminance(_ colour: Color.Resolved) -> Double {
    func linear(_ part: Float) -> Double {
        let part = Double(part)
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

extension Color.Resolved {
    fileprivate func laid(on ground: Color.Resolved) -> Color.Resolved {
        func mixed(_ part: Float, _ below: Float) -> Float { part * opacity + below * (1 - opacity) }
        return Color.Resolved(
            red: mixed(red, ground.red), green: mixed(green, ground.green), blue: mixed(blue, ground.blue))
    }
}

extension Rule {
    /// Words stand at 4.5:1 on what they are drawn on, and marks at 3:1.
    static let standsOut = Rule { screen in
        screen.parts.compactMap { part in
            let (what, look, least): (String, Look, Double)
            switch part.kind {
            case .text(let words, let its): (what, look, least) = ("「\(words)」", its, 4.5)
            case .symbol(let name, let its): (what, look, least) = ("the mark \(name)", its, 3)
            default: return nil
            }
            let ratio = contrast(look.colour, look.ground)
            guard ratio < least else { return nil }
            return "\(what) stands at \(String(format: "%.2f", ratio)):1, \(look.colour.said) on \(look.ground.said)"
        }
    }

    /// What can be pressed is told from the page by an edge or a ground that stands at 3:1 on it, or by a line under its words.
    static let edged = Rule { screen in
        screen.buttons.compactMap { button, page in
            let isTold = button.all.contains { part in
                switch part.kind {
                case .shape(_, let paint): contrast(paint.colour, page) >= 3
                case .text(_, let look): look.isUnderlined
                default: false
                }
            }
            return isTold ? nil : "「\(button.words)」 is not told from the page \(page.said) that it stands on"
        }
    }
}
