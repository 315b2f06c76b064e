// CoreGraphics, which comes with SwiftUI, and does not exist on Linux either: as much of it as a picture in grey needs.

/// A picture of dots.
public final class CGImage: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// Ours: what it was made from.
    public let dots: Data

    public init?(
        width: Int, height: Int, bitsPerComponent: Int, bitsPerPixel: Int, bytesPerRow: Int, space: CGColorSpace,
        bitmapInfo: CGBitmapInfo, provider: CGDataProvider, decode: UnsafePointer<CGFloat>?, shouldInterpolate: Bool,
        intent: CGColorRenderingIntent
    ) {
        guard width > 0, height > 0, provider.data.count >= bytesPerRow * height else { return nil }
        (self.width, self.height, dots) = (width, height, provider.data)
    }

    public static func == (one: CGImage, other: CGImage) -> Bool {
        one === other
    }
}

public final class CGDataProvider: Sendable {
    let data: Data
    public init?(data: CFData) { self.data = Data(referencing: data) }
}

/// On Apple's systems `Data as CFData`; on Linux NSData is what `as` gives.
public typealias CFData = NSData

public final class CGColorSpace: Sendable {
    init() {}
}

public func CGColorSpaceCreateDeviceGray() -> CGColorSpace { CGColorSpace() }

public struct CGBitmapInfo: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

public enum CGColorRenderingIntent: Int32, Sendable { case defaultIntent }
