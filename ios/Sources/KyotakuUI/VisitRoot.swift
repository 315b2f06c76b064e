import KyotakuCore
import SwiftUI

/// The visit on the screen, or what covers it.
public struct VisitRoot: SwiftUI.View {
    private let store: Store
    private let phone: Phone
    @Environment(\.scenePhase) private var phase
    @Environment(\.isSceneCaptured) private var captured

    /// Draws this visit, on a phone that can do so much.
    public init(store: Store, phone: Phone = Phone()) {
        self.store = store
        self.phone = phone
    }

    public var body: some SwiftUI.View {
        let limit = IdleLimit.of(store.view)
        let cover = Cover.of(
            store.view.screen, phase: phase, captured: captured, leftAlone: store.leftAlone.isDue(limit))
        Group {
            switch cover {
            case .leftAlone: CoveredScreen(lockIsSet: phone.lock.isSet, goOn: open)
            case .captured: CapturedScreen()
            case .away, nil: screen(isAway: cover != nil)
            }
        }
        .typesettingLanguage(Locale.Language(identifier: "ja"))
        .onChange(of: store.view.screen.isReadWithoutAFinger, initial: true) { _, now in phone.keepAwake(now) }
        .onDisappear { phone.keepAwake(false) }
        .task(id: Watched(limit: limit, covered: store.leftAlone.covered, phase: phase)) {
            await store.leftAlone.watch(limit)
        }
    }

    /// The cover of an app that is away lies over its screen, so that this is as it was when the app comes back: a glance at the
    /// control centre does not scroll a form back to its top.
    private func screen(isAway: Bool) -> some SwiftUI.View {
        VisitFrame(view: store.view, send: store.send, readsCards: phone.readsCards)
            .environment(\.isCovered, isAway)
            .environment(\.touched, store.leftAlone.touched)
            // Beside what is pressed: a tap on a button reaches that too [I].
            .simultaneousGesture(TapGesture().onEnded { store.leftAlone.touched() })
            // Second line, should the system take its picture before the cover is drawn: what is sensitive is drawn without its words.
            .privacySensitive()
            .redacted(reason: isAway ? .privacy : [])
            .accessibilityHidden(isAway)
            .overlay {
                if isAway { AwaySheet() }
            }
    }

    /// A phone without a lock lets everybody go on, and the screen has said so.
    private func open() {
        guard phone.lock.isSet else { return store.leftAlone.uncover() }
        Task {
            if await phone.lock.open() { store.leftAlone.uncover() }
        }
    }
}

/// What the watch over an idle phone begins anew for.
private struct Watched: Equatable {
    let limit: Duration?
    let covered: Bool
    let phase: ScenePhase
}
