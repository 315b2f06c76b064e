/// Drawn again at certain times. No time passes in a drawing of ours: it is drawn for the last of them, when it is at rest.
public struct TimelineView<Schedule, Content> where Schedule: TimelineSchedule {
    public struct Context {
        public enum Cadence: Comparable, Sendable { case live, seconds, minutes }
        public let date: Date
        public let cadence: Cadence
    }

    private let schedule: Schedule
    private let content: (TimelineViewDefaultContext) -> Content
}

/// One for all: what stands in a view does not depend on the view.
public typealias TimelineViewDefaultContext = TimelineView<EveryMinuteTimelineSchedule, Never>.Context

public struct EveryMinuteTimelineSchedule: TimelineSchedule {
    public init() {}
    public var last: Date? { nil }
}

extension TimelineView: View where Content: View {
    public typealias Body = Never
}

extension TimelineView: Drawable where Content: View {
    public init(
        _ schedule: Schedule, @ViewBuilder content: @escaping (TimelineViewDefaultContext) -> Content
    ) {
        (self.schedule, self.content) = (schedule, content)
    }

    public func drawn(in context: SwiftUI.Context) -> [Node] {
        let last = schedule.last ?? Date.now
        return content(TimelineViewDefaultContext(date: last, cadence: .live)).nodes(in: context)
    }
}

public protocol TimelineSchedule {
    /// Ours.
    var last: Date? { get }
}

public struct ExplicitTimelineSchedule<Entries>: TimelineSchedule where Entries: Sequence, Entries.Element == Date {
    private let dates: Entries
    public init(_ dates: Entries) { self.dates = dates }
    public var last: Date? { dates.max() }
}

extension TimelineSchedule {
    public static func explicit<S>(
        _ dates: S
    ) -> ExplicitTimelineSchedule<S> where Self == ExplicitTimelineSchedule<S>, S: Sequence, S.Element == Date {
        ExplicitTimelineSchedule(dates)
    }
}
