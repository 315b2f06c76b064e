import KyotakuCore
import SwiftUI

/// How words are set, by what they are. All of them are the system's text styles, so that they grow with the size that
/// the phone's owner has chosen, up to the largest, and no more than that style does.
enum Lettering: CaseIterable {
    case heading
    case status
    case title
    case body
    case action
    case question
    case label
    case foot
}

extension Lettering {
    /// For whoever is to read it: staff, who hold the phone, or the patient, who reads at arm's length. At the phone's usual
    /// size a patient's body is 22 points, staff's 17, and nothing is under 15.
    func font(for audience: Audience) -> Font {
        switch audience {
        case .staff: staff
        case .patient: patient
        }
    }

    private var staff: Font {
        switch self {
        case .heading: .title.bold()
        case .status: .title2.bold()
        case .title: .title3.bold()
        case .body: .body
        case .action: .body.bold()
        case .question: .body
        case .label: .callout
        case .foot: .subheadline
        }
    }

    private var patient: Font {
        switch self {
        case .heading: .title.bold()
        case .status: .title2.bold()
        case .title: .title2.bold()
        case .body: .title2
        case .action: .title2.bold()
        case .question: .title3
        case .label: .body
        case .foot: .subheadline
        }
    }
}

private struct AudienceKey: EnvironmentKey {
    static let defaultValue = Audience.staff
}

extension EnvironmentValues {
    /// Who is to read what is drawn here.
    var audience: Audience {
        get { self[AudienceKey.self] }
        set { self[AudienceKey.self] = newValue }
    }
}

private struct Lettered: ViewModifier {
    @Environment(\.audience) private var audience
    let lettering: Lettering

    func body(content: Content) -> some View {
        // Japanese needs more between its lines than the system gives them.
        content.font(lettering.font(for: audience)).lineSpacing(4)
    }
}

extension View {
    /// Sets words as what they are, for whoever is to read them.
    func lettered(_ lettering: Lettering) -> some View {
        modifier(Lettered(lettering: lettering))
    }
}
