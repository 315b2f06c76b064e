extension View {
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        let (keyPath, value) = (Sent(keyPath), Sent(value))
        return inheriting { $0[keyPath: keyPath.value] = value.value }
    }

    public func disabled(_ disabled: Bool) -> some View {
        inheriting { $0.isEnabled = $0.isEnabled && !disabled }
    }
}
