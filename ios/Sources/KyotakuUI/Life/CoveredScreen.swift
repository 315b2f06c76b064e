import SwiftUI

/// In place of a screen that was left alone: nothing of the visit is drawn, nor told to VoiceOver.
struct CoveredScreen: View {
    let lockIsSet: Bool
    let goOn: @MainActor () -> Void

    var body: some View {
        Page {
            Heading(OwnWords.coveredHeading)
            Lead(OwnWords.coveredBody)
            if !lockIsSet { Lead(OwnWords.coveredWithoutLock) }
            OwnButton(words: lockIsSet ? OwnWords.coveredUnlock : OwnWords.coveredGoOn, press: goOn)
        }
    }
}

/// In place of a screen that is recorded, or shown elsewhere too.
struct CapturedScreen: View {
    var body: some View {
        Page {
            Heading(OwnWords.coveredHeading)
            Lead(OwnWords.capturedBody)
        }
    }
}

/// Over a screen while the app is not in front: which app it is, and nothing else.
struct AwaySheet: View {
    var body: some View {
        ZStack {
            Rectangle().fill(Role.page).ignoresSafeArea()
            Text(verbatim: OwnWords.appName).lettered(.title).foregroundStyle(Role.quiet)
        }
    }
}
