import Foundation
import KyotakuScenarios

/// This process's own memory, all of it that can be written: heap, stacks, what a library keeps.
enum Memory {
    /// How often the needle stands in it.
    static func count(_ needle: Needle) throws -> Int {
        let memory = open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Failure("the process's memory cannot be opened") }
        defer { close(memory) }
        // Outside the heap, so that what is read is not found a second time where it is read to.
        let size = 1 << 20
        guard let window = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            window != MAP_FAILED
        else { throw Failure("no memory to search the memory with") }
        defer { munmap(window, size) }
        let own = UInt(bitPattern: window)..<UInt(bitPattern: window) + UInt(size)

        var found = 0
        for region in try writableRegions() {
            // The kernel may have joined the window to a neighbour.
            for part in parts(of: region, without: own) {
                var place = part.lowerBound
                while place < part.upperBound {
                    let length = min(size, Int(part.upperBound - place))
                    let read = pread(memory, window, length, off_t(place))
                    // A page that went away meanwhile, or one that only guards a stack.
                    guard read > 0 else { break }
                    found += needle.count(in: UnsafeRawBufferPointer(start: window, count: read))
                    if read < length || place + UInt(read) >= part.upperBound { break }
                    // A needle may stand across two windows.
                    place += UInt(read) - 64
                }
            }
        }
        return found
    }

    private static func writableRegions() throws -> [Range<UInt>] {
        let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
        return maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 2)
            guard fields.count == 3, fields[1].hasPrefix("rw") else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            return ends.count == 2 ? ends[0]..<ends[1] : nil
        }
    }

    private static func parts(of region: Range<UInt>, without own: Range<UInt>) -> [Range<UInt>] {
        guard region.overlaps(own) else { return [region] }
        return [
            region.lowerBound..<max(region.lowerBound, own.lowerBound),
            min(region.upperBound, own.upperBound)..<region.upperBound,
        ].filter { !$0.isEmpty }
    }
}
