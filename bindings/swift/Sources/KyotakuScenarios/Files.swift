import Foundation

/// The repository's own `scenarios/`, as they are.
public let scenarios = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Sources/KyotakuScenarios
    .deletingLastPathComponent()  // Sources
    .deletingLastPathComponent()  // bindings/swift
    .deletingLastPathComponent()  // bindings
    .deletingLastPathComponent()
    .appending(path: "scenarios")

/// Every visit of every file in a folder, in the order of the files' names. An error names the file.
public func visits(in folder: URL) throws -> [Visit] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var visits: [Visit] = []
    for path in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
        let file = path.lastPathComponent
        guard path.pathExtension == "json" else {
            throw Failure("\(file): this folder is for visits, in files that end in .json")
        }
        visits += try KyotakuScenarios.visits(of: try Data(contentsOf: path), in: file)
    }
    if visits.isEmpty { throw Failure("\(folder.path): there is no visit") }
    return visits
}

/// The visits of one file's text.
public func visits(of text: Data, in file: String) throws -> [Visit] {
    var record = try Record(try json(text, in: file), at: file)
    let about = try record.requiredText("about")
    let visits = try record.requiredList("visits").map { try Visit($0, file: file) }
    try record.end()
    if about.isEmpty || visits.isEmpty { throw Failure("\(file): it is about nothing, or has no visit") }
    return visits
}

/// A file's text as JSON. An error names the file.
func json(_ text: Data, in file: String) throws -> JSON {
    do {
        return try JSON(text)
    } catch {
        throw Failure("\(file): \(error)")
    }
}
