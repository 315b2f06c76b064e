import Foundation

/// The files in `Tests/Snapshots`: for each file of visits the screens that its visits are the first to look at.
///
/// With `KYOTAKU_WRITE_SNAPSHOTS=1` in its environment a test writes them anew.
struct Snapshots {
    /// Where they stand.
    let folder: URL

    static let ours = Snapshots(
        folder: URL(filePath: #filePath)
            .deletingLastPathComponent()  // Snapshots
            .deletingLastPathComponent()  // KyotakuUITests
            .deletingLastPathComponent()
            .appending(path: "Snapshots"))

    /// How many lines of a file are told: of a change that is everywhere, the first are enough.
    private static let told = 40

    static var areWritten: Bool { ProcessInfo.processInfo.environment["KYOTAKU_WRITE_SNAPSHOTS"] == "1" }

    /// Writes these texts by their names, and removes all others.
    func write(_ texts: [String: String]) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in texts {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
    }

    /// In what way the files differ from these texts, in sentences; nothing where they do not.
    func differences(from texts: [String: String]) throws -> [String] {
        let found = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        let unused = found.subtracting(texts.keys).sorted().map { "\($0) is no snapshot of anything" }
        return try unused
            + texts.sorted { $0.key < $1.key }.flatMap { name, text in
                guard found.contains(name) else { return ["\(name) is missing"] }
                let kept = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                let lines = differingLines(kept, text)
                guard !lines.isEmpty else { return [] }
                let more = lines.count > Self.told ? ["and \(lines.count - Self.told) lines more"] : []
                return [([name] + lines.prefix(Self.told) + more).joined(separator: "\n  ")]
            }
    }
}

/// The lines that only one of two texts has, with their numbers: `-` in what was kept, `+` in what is there now.
private func differingLines(_ kept: String, _ now: String) -> [String] {
    let (kept, now) = (kept.components(separatedBy: "\n"), now.components(separatedBy: "\n"))
    return now.difference(from: kept).map { change in
        switch change {
        case .remove(let offset, let line, _): "line \(offset + 1) - \(line)"
        case .insert(let offset, let line, _): "line \(offset + 1) + \(line)"
        }
    }
}
