import KyotakuCore
import KyotakuScenarios
import XCTest

/// Calls from many threads, and from the observer.
final class OrderTests: XCTestCase {
    func testPressesFromManyThreadsAreCarriedOutOneAfterTheOther() async throws {
        try await onScene { scene in
            let shell = try Shell(scene)
            try await shell.openForm()
            let visit = shell.visit
            guard case .input(let form) = visit.view().screen else { return XCTFail("no form") }
            let questions = form.questions.filter { $0.choices.count == 2 }
            XCTAssertEqual(questions.count, 5)
            let wrong = Wrong()
            // Each question has a thread that presses its buttons in turn, and another that only looks.
            try await onThreads(questions.count * 2) { number in
                let question = questions[number / 2]
                for round in 0..<100 {
                    let choice = question.choices[round % 2]
                    let view = number % 2 == 0 ? visit.dispatch(event: choice.event) : visit.view()
                    wrong.note(contradiction(in: view))
                    // Nobody else presses this question's buttons: its own thread sees its own last press.
                    if number % 2 == 0, selected(question.label, in: view) != choice.label {
                        wrong.note("\(question.label) does not stand as it was just pressed")
                    }
                }
            }
            XCTAssertEqual(wrong.noted, [])
            // The last press of every thread was the second button.
            for question in questions {
                XCTAssertEqual(selected(question.label, in: visit.view()), question.choices[1].label)
            }
        }
    }

    func testAnObserverMayDispatchFromItsCallback() async throws {
        try await onScene { scene in
            let (told, presser) = (Tally(), Presser())
            let visit = try scene.visit(reader: SceneReader(scene), observer: presser)
            presser.begin(visit, told)
            let shell = Shell(visit, changes: told)
            try await shell.tap()
            // Nobody else presses: the way from the card to the form is the observer's.
            while true {
                let seen = told.count
                if presser.isDone { break }
                try await told.reach(seen + 1, "a change")
            }
            try await shell.look("Input", ["手術情報の提供: 同意しない"])
            visit.close()
        }
    }
}

/// Runs it on as many threads, all at once, to the end of the last.
private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) async throws {
    let (ready, finished) = (DispatchSemaphore(value: 0), Tally())
    for number in 0..<count {
        Thread {
            ready.wait()
            work(number)
            finished.add()
        }.start()
    }
    for _ in 0..<count { ready.signal() }
    try await finished.reach(count, "the end of a thread")
}

private func selected(_ label: String, in view: View) -> String? {
    guard case .input(let form) = view.screen else { return nil }
    let question = form.questions.first { $0.label == label }
    return question?.choices.first(where: \.selected)?.label
}

/// What no view of the form may show, whoever presses what meanwhile.
private func contradiction(in view: View) -> String? {
    guard case .input(let form) = view.screen else { return "the form is gone: \(view.screen.name)" }
    for question in form.questions where question.choices.count == 2 {
        let selected = question.choices.filter(\.selected).map(\.label)
        let stands = selected.isEmpty ? "未選択" : selected.joined(separator: ",")
        if question.state != stands { return "\(question.label) says \(question.state), and \(stands) is selected" }
    }
    return nil
}

private final class Wrong: @unchecked Sendable {
    private let lock = NSLock()
    private var all: Set<String> = []

    var noted: Set<String> { lock.withLock { all } }

    func note(_ wrong: String?) {
        if let wrong { _ = lock.withLock { all.insert(wrong) } }
    }
}

/// Presses, from the callback itself, what leads from the eligibility into the form, and an answer there.
private final class Presser: Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var visit: Kyotaku?
    private var told: Tally?
    private var done = false

    var isDone: Bool { lock.withLock { done } }

    func begin(_ visit: Kyotaku, _ told: Tally) {
        lock.withLock { (self.visit, self.told) = (visit, told) }
    }

    func changed() {
        let (visit, told) = lock.withLock { (self.visit, self.told) }
        guard let visit, let told else { return }
        if case .eligibility(let eligibility) = visit.view().screen {
            let form = visit.dispatch(event: eligibility.buttons[0].event)
            if case .input(let input) = form.screen {
                _ = visit.dispatch(event: input.questions[0].choices[1].event)
            }
            lock.withLock { done = true }
        }
        told.add()
    }
}
