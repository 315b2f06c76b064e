package jp.kyotaku.scenario

import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonPrimitive

/**
 * Plays a visit from its first step to what is registered, on a scene of its own that somebody is given to hold. Throws an
 * [AssertionError] that names file, visit and step and holds the whole reading.
 */
internal fun play(visit: Visit, held: (Scene) -> Holder) {
    try {
        Scene.set(visit.given).use { scene -> visit.on(scene, held(scene)) }
    } catch (astray: Exception) {
        val whose = "${visit.file}: ${visit.name}\n  why it is expected: ${visit.why}"
        throw AssertionError("$whose\n${astray.message ?: astray}", astray)
    }
}

private fun Visit.on(scene: Scene, holder: Holder) {
    holder.use {
        for ((place, step) in steps.withIndex()) {
            try {
                holder.take(step)
            } catch (astray: Throwable) {
                // An assertion of whoever looks is an Error.
                throw Astray("  step ${place + 1}: $step\n  ${astray.message ?: astray}\n${holder.seen().described()}", astray)
            }
        }
    }
    val left = scene.mishaps()
    if (left.isNotEmpty()) throw Astray("  at the end, what was to happen and did not: $left")
    if (holder.troubles().isNotEmpty()) throw Astray("  beside the visit: ${holder.troubles()}")
    val reached = scene.card().getValue("commands").jsonPrimitive.int
    if (commands != null && reached != commands) {
        throw Astray("  at the end\n    commands that reached the card: $reached\n    expected: $commands")
    }
    val found = scene.registered()
    if (found != registered) throw Astray("  at the end\n    registered: $found\n    expected:   $registered")
}

private fun Holder.take(step: Step) = when (step) {
    is Step.Look -> look(step)
    is Step.Press -> press(step.label, step.of)
    is Step.Pin -> typePin(step.digits)
    is Step.Number -> typeNumber(step.digits)
    is Step.Direct -> direct(step.direction)
}
