import KyotakuCore
import SwiftUI

/// Questions one below the other, with a line between each and the next.
struct Questions: View {
    let questions: [QuestionView]
    let send: Send

    var body: some View {
        VStack(alignment: .leading, spacing: Space.between) {
            ForEach(Array(questions.enumerated()), id: \.offset) { place in
                Line()
                QuestionBlock(question: place.element, send: send)
            }
        }
    }
}

/// A question with its choices; one that still waits for its answer has a bar and a sign beside it.
private struct QuestionBlock: View {
    let question: QuestionView
    let send: Send

    var body: some View {
        VStack(alignment: .leading, spacing: Space.near) {
            QuestionHead(question: question)
            if !question.choices.isEmpty {
                Alike(gap: Space.near) {
                    ForEach(Array(question.choices.enumerated()), id: \.offset) { place in
                        // Of a list, the marks stand below each other.
                        ChoiceButton(choice: place.element, list: question.choices.count > 2, send: send)
                    }
                }
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .overlay(alignment: .leading) {
            if question.missing { Rectangle().fill(Role.missing).frame(width: 6).offset(x: -10) }
        }
        // Whoever moves into it, by touch or by container, hears to what 同意する belongs.
        .accessibilityElement(children: .contain)
        .accessibilityLabel(Text(verbatim: question.label))
    }
}

/// The question and how it is answered: one thing to VoiceOver.
private struct QuestionHead: View {
    let question: QuestionView

    var body: some View {
        VStack(alignment: .leading, spacing: Space.line) {
            Text(verbatim: question.label).lettered(.title).foregroundStyle(Role.words)
            HStack(alignment: .firstTextBaseline, spacing: Space.near) {
                Text(verbatim: question.state)
                    .lettered(.label)
                    .fontWeight(question.missing ? .bold : .regular)
                    .foregroundStyle(question.missing ? Role.missing : Role.quiet)
                if question.missing { Missing() }
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .accessibilityElement(children: .combine)
    }
}

private struct Missing: View {
    var body: some View {
        Text(verbatim: "！")
            .lettered(.label)
            .bold()
            .foregroundStyle(Role.onMissing)
            .padding(.horizontal, 6)
            .background(Role.missing, in: Capsule())
    }
}
