/// A length that grows with the letters.
@propertyWrapper public struct ScaledMetric<Value>: DynamicProperty where Value: BinaryFloatingPoint {
    private let base: Value
    private let size = Location(DynamicTypeSize.large)

    public init(wrappedValue: Value) {
        base = wrappedValue
    }

    public init(wrappedValue: Value, relativeTo textStyle: Font.TextStyle) {
        base = wrappedValue
    }

    public var wrappedValue: Value { base * Value(size.target.scale) }
}

extension ScaledMetric: Linked {
    func link(at place: Place, number: Int, in context: Context) {
        size.target = context.environment.dynamicTypeSize
    }
}

extension DynamicTypeSize {
    /// How large letters of the style `body` are, 17 points being 1: from Apple's table of sizes for each setting.
    public var scale: Double {
        let points: [DynamicTypeSize: Double] = [
            .xSmall: 14, .small: 15, .medium: 16, .large: 17, .xLarge: 19, .xxLarge: 21, .xxxLarge: 23,
            .accessibility1: 28, .accessibility2: 33, .accessibility3: 40, .accessibility4: 47, .accessibility5: 53,
        ]
        return points[self, default: 17] / 17
    }
}
