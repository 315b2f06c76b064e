/// A place in the tree of views. It stays from one drawing to the next as long as something is drawn there; what a view
/// remembers is kept here, and goes with it.
@MainActor final class Place {
    /// From a place to one inside of it.
    enum Step: Hashable {
        case body, some, first, second, modifier, behind
        case place(Int)
        case id(AnyHashable)
        case type(ObjectIdentifier)

        /// Whether views at both ends stand in the same container.
        var isWithinContent: Bool {
            switch self {
            case .behind: false
            case .body, .some, .first, .second, .modifier, .place, .id, .type: true
            }
        }
    }

    private var inside: [Step: Place] = [:]
    private var drawnIn = 0
    /// What the view's own properties remember, in their order.
    var remembered: [Int: AnyObject] = [:]
    /// What a modifier remembers.
    var note: Any?
    /// What is to be done when nothing is drawn here any more.
    var atTheEnd: (@MainActor () -> Void)?

    func entering(_ step: Step, in display: Display) -> Place {
        let place = inside[step] ?? Place()
        inside[step] = place
        place.drawnIn = display.drawings
        return place
    }

    /// Lets go of the places where nothing was drawn this time.
    func forget(before drawing: Int) {
        for (step, place) in inside {
            if place.drawnIn < drawing {
                place.end()
                inside[step] = nil
            } else {
                place.forget(before: drawing)
            }
        }
    }

    /// Nothing is drawn here any more.
    func end() {
        for place in inside.values { place.end() }
        inside = [:]
        atTheEnd?()
        atTheEnd = nil
    }
}
