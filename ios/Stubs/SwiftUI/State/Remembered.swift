/// A property of a view that is more than its value: the view is drawn again when it changes.
public protocol DynamicProperty {}

/// A property that has to be told where its view is drawn.
@MainActor protocol Linked {
    func link(at place: Place, number: Int, in context: Context)
}

/// Tells a view's properties where it is drawn.
///
/// A value that is drawn at two places at once is told of the second only: an app that keeps a view in a variable and uses
/// it twice would see one state in both.
@MainActor func link<V>(_ view: V, at place: Place, in context: Context) {
    let type = ObjectIdentifier(V.self)
    if unlinked.contains(type) { return }
    var number = 0
    func linkAll(_ value: Any) {
        for child in Mirror(reflecting: value).children {
            if let linked = child.value as? any Linked {
                linked.link(at: place, number: number, in: context)
                number += 1
            } else if child.value is any DynamicProperty {
                linkAll(child.value)
            }
        }
    }
    linkAll(view)
    if number == 0 { unlinked.insert(type) }
}

/// Types of views that have no such property.
@MainActor private var unlinked: Set<ObjectIdentifier> = []

/// What a view remembers. Only on the main actor, as the view is.
final class Memory<Value>: @unchecked Sendable {
    var value: Value {
        didSet { changed?.isSet = true }
    }
    /// Of the display that shows the view.
    weak var changed: Changed?

    init(_ value: Value) {
        self.value = value
    }
}

/// Where a property finds what its view remembers.
final class Location<Target>: @unchecked Sendable {
    var target: Target

    init(_ target: Target) {
        self.target = target
    }
}
