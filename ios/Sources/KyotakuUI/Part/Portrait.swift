import KyotakuCore
import SwiftUI

/// The portrait from the card, as large as there is room. It is drawn from the bytes in the view, and let go of with the
/// screen: it is in no cache and in no file.
struct Portrait: View {
    let picture: Picture

    var body: some View {
        if let drawn = picture.drawn {
            Image(drawn, scale: 1, label: Text(verbatim: picture.spoken))
                .resizable()
                .interpolation(.high)
                .scaledToFit()
                .frame(maxWidth: 400)
                .overlay { Rectangle().strokeBorder(Role.edge, lineWidth: 1) }
        }
    }
}

extension Picture {
    /// The same in the system's own form: a byte for each pixel, without colour; nothing if the bytes are no picture of this
    /// size, which the core does not send.
    var drawn: CGImage? {
        guard let bytes = CGDataProvider(data: NSData(data: grey) as CFData) else { return nil }
        return CGImage(
            width: Int(width),
            height: Int(height),
            bitsPerComponent: 8,
            bitsPerPixel: 8,
            bytesPerRow: Int(width),
            space: CGColorSpaceCreateDeviceGray(),
            // No alpha.
            bitmapInfo: [],
            provider: bytes,
            decode: nil,
            shouldInterpolate: true,
            intent: .defaultIntent)
    }
}
