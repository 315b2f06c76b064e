import Foundation
import KyotakuCore

/// Where it is written down that a visit is under way, or that a registration or a revocation is in doubt: iOS ends apps that
/// are not in front without a word, and keeps nothing of their own for them. It holds nothing of the patient, is in no
/// backup, cannot be read while the phone is locked, and is there only while something would be lost.
///
/// Android keeps the lesser of the two in the activity's saved state. Its like here, `SceneStorage`, is written when the system
/// chooses, and read when a screen stands already; one file does for both.
public struct KeptFile: Sendable {
    private let folder: URL
    private var file: URL { folder.appendingPathComponent("visit") }

    /// In a folder that is this file's alone.
    public init(folder: URL) {
        self.folder = folder
    }

    /// The app's own.
    public static func ofTheApp() -> KeptFile {
        let ofTheApp = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)[0]
        return KeptFile(folder: ofTheApp.appendingPathComponent("kept", isDirectory: true))
    }

    /// What was kept when the app ended; none if nothing was. Text that cannot be read is for the core to judge: it is
    /// handed on empty, which counts as a doubt.
    public func read() -> String? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        guard let bytes = try? Data(contentsOf: file) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// From now on this is kept, or nothing. A few bytes, and they are written when this returns.
    public func keep(_ keepsake: Keepsake?) {
        if let keepsake { write(keepsake.text) } else { try? FileManager.default.removeItem(at: file) }
    }

    private func write(_ text: String) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try leaveOutOfBackups()
            try Data(text.utf8).write(to: file, options: Self.writing)
        } catch {
            // The visit goes on: a registration is not undone by stopping here. What was kept before stays.
        }
    }

    #if canImport(Darwin)
        private static let writing: Data.WritingOptions = [.atomic, .completeFileProtection]

        /// The folder, not the file: each writing puts a new file in the place of the old one.
        private func leaveOutOfBackups() throws {
            var values = URLResourceValues()
            values.isExcludedFromBackup = true
            var folder = folder
            try folder.setResourceValues(values)
        }
    #else
        // Linux has neither.
        private static let writing: Data.WritingOptions = [.atomic]
        private func leaveOutOfBackups() throws {}
    #endif
}
