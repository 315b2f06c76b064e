/// Puts together what stands in a closure's lines.
@MainActor @preconcurrency @resultBuilder public struct ViewBuilder {
    public static func buildExpression<Content>(_ content: Content) -> Content where Content: View { content }

    public static func buildBlock<Content>(_ content: Content) -> Content where Content: View { content }

    public static func buildBlock<each Content>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> where repeat each Content: View {
        var views: [any View] = []
        func add(_ view: any View) { views.append(view) }
        repeat add(each content)
        return TupleView((repeat each content), views: views)
    }

    public static func buildIf<Content>(_ content: Content?) -> Content? where Content: View { content }

    public static func buildEither<TrueContent, FalseContent>(
        first: TrueContent
    ) -> _ConditionalContent<TrueContent, FalseContent> where TrueContent: View, FalseContent: View {
        _ConditionalContent(content: .first(first))
    }

    public static func buildEither<TrueContent, FalseContent>(
        second: FalseContent
    ) -> _ConditionalContent<TrueContent, FalseContent> where TrueContent: View, FalseContent: View {
        _ConditionalContent(content: .second(second))
    }
}

/// Several views, one after the other.
public struct TupleView<T>: Drawable {
    public var value: T
    private let views: [any View]

    init(_ value: T, views: [any View]) {
        self.value = value
        self.views = views
    }

    public func drawn(in context: Context) -> [Node] {
        var nodes: [Node] = []
        for (place, view) in views.enumerated() {
            nodes += view.nodes(in: context.entering(.place(place)).over(nodes))
        }
        return nodes
    }
}

/// One view or the other.
public struct _ConditionalContent<TrueContent, FalseContent> {
    enum Content {
        case first(TrueContent)
        case second(FalseContent)
    }

    let content: Content
}

extension _ConditionalContent: View where TrueContent: View, FalseContent: View {
    public typealias Body = Never
}

extension _ConditionalContent: Drawable where TrueContent: View, FalseContent: View {
    public func drawn(in context: Context) -> [Node] {
        switch content {
        case .first(let view): view.nodes(in: context.entering(.first))
        case .second(let view): view.nodes(in: context.entering(.second))
        }
    }
}
