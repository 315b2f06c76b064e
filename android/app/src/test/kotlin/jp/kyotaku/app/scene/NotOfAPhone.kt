package jp.kyotaku.app.scene

import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.Visit
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/**
 * What a link says in the scenarios and no phone's NFC can say, with the reason. A visit that has one of them is played with
 * the stage's reader in place of the phone's; all others are played through the framework's own classes.
 */
internal object NotOfAPhone {
    /** The place and the name of a fault, as the scenarios have them. */
    data class Said(val at: String, val fault: String)

    /** Why, for each. */
    val WHY: Map<Said, String> = mapOf(
        Said("connect", "busy") to "reader mode is of the app in front alone: nobody else holds the card",
        Said("connect", "collision") to "the NFC controller picks one card of two, or none, and tells of neither",
        Said("connect", "failed") to "a card that cannot be opened is one that is silent or has left",
        Said("connect", "reader-gone") to "NFC that is switched off while a card is waited for is waited for, and said on the screen",
    )

    /** What of it a visit has. */
    fun saidIn(visit: Visit): Set<Said> =
        (listOf(visit.given) + visit.steps.filterIsInstance<Step.Direct>().map { it.direction })
            .flatMap { faultsIn(it) }
            .filter { it in WHY }
            .toSet()

    private fun faultsIn(given: JsonElement): List<Said> {
        val card = (given as? JsonObject)?.get("card") as? JsonObject
        val faults = card?.get("faults") as? JsonArray ?: return emptyList()
        return faults.filterIsInstance<JsonObject>().map { Said(it.word("at"), it.word("fault")) }
    }

    private fun JsonObject.word(key: String) = (get(key) as? JsonPrimitive)?.content.orEmpty()
}
