import KyotakuCore
import SwiftUI

// The core and SwiftUI each have a `View` and a `Button`. Here the plain names are SwiftUI's.

typealias View = SwiftUI.View
typealias Button = SwiftUI.Button

/// What the core says is to be drawn.
typealias VisitView = KyotakuCore.View

/// What the core says can be pressed.
typealias Control = KyotakuCore.Button

/// Hands the core what a control stands for.
public typealias Send = @MainActor (Event) -> Void
