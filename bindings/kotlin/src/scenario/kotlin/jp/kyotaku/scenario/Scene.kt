package jp.kyotaku.scenario

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/**
 * A scene on the stage: the real service with a database of its own, a wire with mishaps in front of it, and a software
 * card. `scenarios/README.md` specifies the calls. [close] strikes it.
 */
internal class Scene private constructor(
    /** Its own address on the stage. */
    val address: String,
    /** Where its service is. */
    val service: String,
    /** The credential that the service knows. */
    val token: String,
) : AutoCloseable {
    /** Carries out a stage direction; it has taken effect when this returns. */
    fun direct(direction: JsonElement) {
        Stage.ask(Stage.post("$address/directions", direction.toString().toByteArray()), expected = 204)
    }

    /** Everything that is registered, oldest first. */
    fun registered(): JsonArray = get("registered") as JsonArray

    /** The mishaps that have not happened yet. */
    fun mishaps(): JsonArray = get("mishaps") as JsonArray

    /** What the card was asked so far: `commands`, `verify`, `tries_left`, `channels`. */
    fun card(): JsonObject = get("card") as JsonObject

    override fun close() {
        Stage.ask(Stage.delete(address), expected = 204)
    }

    private fun get(what: String) = parsed(what, Stage.ask(Stage.get("$address/$what"), expected = 200))

    companion object {
        /** Sets a scene from what a visit gives. */
        fun set(given: JsonElement): Scene {
            val scenes = "${Stage.address}/scenes"
            val answer = Stage.ask(Stage.post(scenes, given.toString().toByteArray()), expected = 201)
            return taking("the scene", parsed("the scene", answer)) {
                Scene("$scenes/${text("scene")}", text("service"), text("token"))
            }
        }
    }
}
