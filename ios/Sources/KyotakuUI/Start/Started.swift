import KyotakuCore

/// What came of starting a visit.
@MainActor public enum Started {
    /// It runs.
    case running(Store)

    /// None can begin.
    case refused(NotStarted)

    /// Starts a visit, after one of which something was kept if there was one.
    public static func of(_ enrolment: Enrolment?, reader: any CardReader, kept: KeptFile) -> Started {
        of(enrolment, kept: kept) { settings, observer in
            try Kyotaku(settings: settings, reader: reader, observer: observer)
        }
    }

    /// The same, with a visit that somebody else begins: one that reads cards by this phone.
    public static func of(
        _ enrolment: Enrolment?, kept: KeptFile, begin: (Settings, any Observer) throws -> Kyotaku
    ) -> Started {
        guard let enrolment else { return .refused(.missing) }
        let settings = enrolment.settings(interrupted: kept.read())
        do {
            return .running(try Store(kept: kept) { observer in try begin(settings, observer) })
        } catch let refused as StartError {
            return .refused(NotStarted(refused))
        } catch {
            return .refused(.system)
        }
    }
}
