/// A symbol, a drawing or a picture.
public struct Image: Drawable, Equatable, Sendable {
    private enum Source: Equatable, Sendable {
        case symbol(String)
        case picture(CGImage, label: Text?)
    }

    private let source: Source

    public nonisolated init(systemName: String) {
        source = .symbol(systemName)
    }

    public nonisolated init(_ cgImage: CGImage, scale: CGFloat, orientation: Orientation = .up, label: Text) {
        source = .picture(cgImage, label: label)
    }

    public func drawn(in context: Context) -> [Node] {
        switch source {
        case .symbol(let name):
            return [Node(.symbol(name, Look(in: context.environment)))]
        case .picture(let image, let label):
            let picture = Node(.picture(width: image.width, height: image.height))
            var said = Accessibility()
            said.label = label?.words
            said.isHidden = label == nil ? true : nil
            return [Node(.accessibility(said), [picture])]
        }
    }

    public func resizable(capInsets: EdgeInsets = EdgeInsets(), resizingMode: ResizingMode = .stretch) -> Image { self }

    public func interpolation(_ interpolation: Interpolation) -> Image { self }

    public enum ResizingMode: Sendable { case tile, stretch }
    public enum Interpolation: Sendable { case none, low, medium, high }
    public enum Orientation: UInt8, CaseIterable, Hashable, Sendable {
        case up = 1
    }
}

extension EdgeInsets {
    public init() { self.init(top: 0, leading: 0, bottom: 0, trailing: 0) }
}
