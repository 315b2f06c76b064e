import SwiftUI

/// The phone over the card, seen from above and one side; in millimetres, as large as both are.
struct TapDrawing: Sendable {
    /// Its width by its height.
    static let aspect: CGFloat = 1.7

    /// 0 while the phone is held high, 1 once it is down.
    let lowered: CGFloat

    private static let height: CGFloat = 236
    private static let high: CGFloat = 112
    private static let low: CGFloat = 78

    func draw(in context: GraphicsContext, _ size: CGSize) {
        let scale = size.height / Self.height
        let at = Slanted(middle: size.width / 2, ground: size.height - 48 * scale, scale: scale)
        let edge = StrokeStyle(lineWidth: 2.4 * scale, lineCap: .round, lineJoin: .round)
        let bold = StrokeStyle(lineWidth: 4 * scale, lineCap: .round, lineJoin: .round)
        let key = GraphicsContext.Shading.style(Role.key)
        let shade = GraphicsContext.Shading.style(Role.shade)

        func put(_ path: Path, _ ground: Role) {
            context.fill(path, with: .style(ground))
            context.stroke(path, with: .style(Role.quiet), style: edge)
        }

        // The card, with its portrait and its lines.
        put(at.sheet(-43, -27, 0, 86, 54), .page)
        context.fill(at.sheet(14, -17, 0, 20, 26), with: shade)
        for place in 0..<3 {
            let y = -16 + CGFloat(place) * 12
            context.stroke(at.line(at.point(-34, y, 0), at.point(6, y, 0)), with: shade, style: bold)
        }

        // What they say to each other, once they are near.
        if lowered > 0.9 {
            for ring in 1...2 {
                let reach = CGSize(width: CGFloat(ring) * 32 * scale, height: CGFloat(ring) * 18.5 * scale)
                context.stroke(at.ring(reach), with: key, style: edge)
            }
        }

        // The way down.
        let height = Self.high + (Self.low - Self.high) * lowered
        let tip = at.point(0, 0, 6)
        context.stroke(at.line(at.point(0, 0, height), tip), with: key, style: bold)
        for side: CGFloat in [-8, 8] {
            let from = CGPoint(x: tip.x + side * scale, y: tip.y - 9 * scale)
            context.stroke(at.line(from, tip), with: key, style: bold)
        }

        // The phone: its thickness, its face, its screen.
        put(at.sheet(-75, -37, height, 150, 74), .shade)
        put(at.sheet(-75, -37, height + 8, 150, 74), .page)
        context.fill(at.sheet(-66, -31, height + 8, 132, 62), with: shade)
    }
}

/// Where a place of the drawn space stands on the screen.
private struct Slanted {
    let middle: CGFloat
    let ground: CGFloat
    let scale: CGFloat

    func point(_ x: CGFloat, _ y: CGFloat, _ z: CGFloat) -> CGPoint {
        CGPoint(x: middle + (x - y) * 0.87 * scale, y: ground + ((x + y) * 0.5 - z) * scale)
    }

    /// A flat thing with its corner there.
    func sheet(_ x: CGFloat, _ y: CGFloat, _ z: CGFloat, _ length: CGFloat, _ width: CGFloat) -> Path {
        var path = Path()
        path.move(to: point(x, y, z))
        path.addLine(to: point(x + length, y, z))
        path.addLine(to: point(x + length, y + width, z))
        path.addLine(to: point(x, y + width, z))
        path.closeSubpath()
        return path
    }

    func line(_ from: CGPoint, _ to: CGPoint) -> Path {
        var path = Path()
        path.move(to: from)
        path.addLine(to: to)
        return path
    }

    /// A ring that lies round the middle.
    func ring(_ reach: CGSize) -> Path {
        let middle = point(0, 0, 0)
        let corner = CGPoint(x: middle.x - reach.width / 2, y: middle.y - reach.height / 2)
        return Path(ellipseIn: CGRect(origin: corner, size: reach))
    }
}
