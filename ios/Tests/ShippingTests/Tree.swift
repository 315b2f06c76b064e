import Foundation
import XCTest

/// The folder of the iPhone app, and the repository round it.
let ios = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Tests/ShippingTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()
let repository = ios.deletingLastPathComponent()

func text(_ path: String, in folder: URL = ios) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
}

/// A property list, which is well-formed.
func propertyList(_ path: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: ios.appending(path: path))
    let read = try PropertyListSerialization.propertyList(from: bytes, format: nil)
    return try XCTUnwrap(read as? [String: Any], path)
}

/// Every file below a folder, by its path from there.
func files(below folder: String) throws -> [String] {
    let found = try FileManager.default.subpathsOfDirectory(atPath: ios.appending(path: folder).path)
    return found.filter { path in
        var isFolder: ObjCBool = false
        let whole = ios.appending(path: folder).appending(path: path).path
        return FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder) && !isFolder.boolValue
    }
}

/// The values of `key:` in a text of YAML's simplest form.
func values(of key: String, in yaml: String) -> [String] {
    yaml.split(separator: "\n").compactMap { line in
        let line = line.drop { $0 == " " || $0 == "-" }
        guard line.hasPrefix("\(key): ") else { return nil }
        return line.dropFirst(key.count + 2).trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    }
}
