import KyotakuCore

/// What came of starting a visit.
@MainActor public enum Started {
    /// It runs.
    case running(Store)

    /// None can begin.
    case refused(NotStarted)

    /// Starts a visit, after one of which something was kept if there was one.
    public static func of(_ enrolment: Enrolment?, reader: any CardReader, kept: KeptFile) -> Started {
        guard let enrolment else { return .refused(.missing) }
        let settings = enrolment.settings(interrupted: kept.read())
        do {
            let store = try Store(kept: kept) { observer in
                try Kyotaku(settings: settings, reader: reader, observer: observer)
            }
            return .running(store)
        } catch let refused as StartError {
            return .refused(NotStarted(refused))
        } catch {
            return .refused(.system)
        }
    }
}
