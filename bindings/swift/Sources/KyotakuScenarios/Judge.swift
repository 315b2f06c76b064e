import Foundation

/// How a screen compares with what a step expects.
public enum Verdict: Equatable {
    /// It is what was expected.
    case fits
    /// It is not, in this way; what is under way outside may yet change it.
    case notYet(String)
    /// It is not, in this way, and it waits for nothing outside: only a press would change it.
    case never(String)
}

public func judge(_ expected: ExpectedScreen, _ seen: Seen) -> Verdict {
    guard let why = whatIsWrong(expected, seen) else { return .fits }
    return seen.waits ? .notYet(why) : .never(why)
}

private func whatIsWrong(_ expected: ExpectedScreen, _ seen: Seen) -> String? {
    if seen.screen != expected.name { return "the screen \(expected.name) was to stand" }
    let lines = seen.lines
    var rest = lines[...]
    for shown in expected.shows {
        guard let place = rest.firstIndex(where: { letterForLetter($0, shown) }) else {
            return lines.contains { letterForLetter($0, shown) }
                ? "「\(shown)」 does not stand where it should in the order" : "「\(shown)」 was to be shown"
        }
        rest = lines[(place + 1)...]
    }
    for hidden in expected.hides {
        if let line = lines.first(where: { $0.range(of: hidden, options: .literal) != nil }) {
            return "「\(hidden)」 was not to be shown, and stands in 「\(line)」"
        }
    }
    if let offers = expected.offers, !offers.elementsEqual(seen.offers, by: letterForLetter) {
        return "these were to be offered, and no others: \(offers.joined(separator: " | "))"
    }
    return nil
}

/// Swift's `==` takes characters as equal that are written in different ways; a name on a card is to be shown as it is written.
public func letterForLetter(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
}
