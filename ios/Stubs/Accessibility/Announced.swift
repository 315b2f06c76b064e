import Foundation

/// Ours: what was announced, for a test to read.
public enum Announced {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var words: [String] = []

    /// What was announced since this was last asked.
    public static func take() -> [String] {
        lock.withLock {
            defer { words = [] }
            return words
        }
    }

    static func add(_ announced: String) {
        lock.withLock { words.append(announced) }
    }
}
