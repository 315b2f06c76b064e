import KyotakuCore

/// How many visits are played side by side. Most of the time they wait: for the core's own time limits in the slow ones, for
/// the service's database in the others.
private let sideBySide = 8

/// Gives a scene's phone to somebody to hold, for this visit.
public typealias Holding = @Sendable (Scene, Visit) async throws -> any Holder

/// To one who reads the views themselves.
public let byShell: Holding = { scene, _ in try Shell(scene) }

/// Plays every visit to its end, whatever becomes of the others. The reports of those that did not go as they are written.
public func playAll(_ visits: [Visit], on stage: Stage, held: @escaping Holding = byShell) async -> [String] {
    await withTaskGroup(of: String?.self) { playing in
        var reports: [String] = []
        for (number, visit) in visits.enumerated() {
            if number >= sideBySide, let report = await playing.next() ?? nil { reports.append(report) }
            playing.addTask { await report(of: visit, on: stage, held: held) }
        }
        for await report in playing {
            if let report { reports.append(report) }
        }
        return reports
    }
}

/// Plays a visit on a scene of its own. A report says file, visit, step, what was wrong, and the whole screen; none if it
/// went as it is written.
public func report(of visit: Visit, on stage: Stage, held: Holding = byShell) async -> String? {
    do {
        try await stage.scene(visit.given) { scene in try await play(visit, on: scene, held: held) }
        return nil
    } catch {
        return "\(visit.file): \(visit.name)\n  why it is expected: \(visit.why)\n\(error)"
    }
}

private func play(_ visit: Visit, on scene: Scene, held: Holding) async throws {
    let holder = try await held(scene, visit)
    do {
        for (number, step) in visit.steps.enumerated() {
            do {
                try await take(step, holder, scene)
            } catch {
                throw Failure("  step \(number + 1): \(step)\n  \(error)")
            }
        }
    } catch {
        await holder.close()
        throw error
    }
    await holder.close()
    let mishaps = try await scene.mishaps()
    guard mishaps.isEmpty else { throw Failure("  at the end, what was to happen and did not: \(mishaps)") }
    let reached = try await scene.card().commands
    if let expected = visit.commands, expected != reached {
        throw Failure("  at the end\n    commands that reached the card: \(reached)\n    expected: \(expected)")
    }
    let registered = try await scene.registered()
    guard registered == visit.registered else {
        throw Failure("  at the end\n    registered: \(registered)\n    expected:   \(visit.registered)")
    }
}

private func take(_ step: Step, _ holder: any Holder, _ scene: Scene) async throws {
    switch step {
    case .screen(let expected): try await holder.wait(for: expected)
    case .press(let label, let question): try await holder.press(label, of: question)
    case .pin(let digits): try await holder.type(pin: digits)
    case .number(let digits): try await holder.type(number: digits)
    case .direct(let direct): try await scene.direct(direct)
    }
}
