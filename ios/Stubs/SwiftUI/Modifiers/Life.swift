extension View {
    public func onAppear(perform action: (() -> Void)? = nil) -> some View {
        let action = Sent(action)
        return living { place, display in
            guard place.note == nil else { return }
            place.note = true
            display.afterDrawing { action.value?() }
        }
    }

    public func onDisappear(perform action: (() -> Void)? = nil) -> some View {
        let action = Sent(action)
        return living { place, _ in place.atTheEnd = { action.value?() } }
    }

    public func onChange<V>(
        of value: V, initial: Bool = false, _ action: @escaping (_ oldValue: V, _ newValue: V) -> Void
    ) -> some View where V: Equatable {
        let (value, action) = (Sent(value), Sent(action))
        return living { place, display in
            let new = value.value
            let old = place.note as? V
            place.note = new
            guard old != new, old != nil || initial else { return }
            let before = Sent(old ?? new)
            display.afterDrawing { action.value(before.value, value.value) }
        }
    }

    public func onChange<V>(
        of value: V, initial: Bool = false, _ action: @escaping () -> Void
    ) -> some View where V: Equatable {
        onChange(of: value, initial: initial) { _, _ in action() }
    }

    public func task<T>(
        id value: T, priority: TaskPriority = .userInitiated,
        @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View where T: Equatable {
        let value = Sent(value)
        return living { place, display in
            if let before = place.note as? T, before == value.value { return }
            place.note = value.value
            place.atTheEnd?()
            place.atTheEnd = nil
            display.afterDrawing {
                let task = Task(priority: priority) { await action() }
                place.atTheEnd = { task.cancel() }
            }
        }
    }

    /// Is told of each drawing, with a place to remember the one before.
    private func living(_ look: @escaping @MainActor (Place, Display) -> Void) -> some View {
        drawn { view, context in
            let inside = context.entering(.modifier)
            look(inside.place, inside.display)
            return view.nodes(in: inside)
        }
    }
}
