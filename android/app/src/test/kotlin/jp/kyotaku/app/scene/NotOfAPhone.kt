package jp.kyotaku.app.scene

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.Visit

/**
 * What a link says in the scenarios and no phone's NFC can say, with the reason. A visit that has one of them is played with
 * the stage's reader in place of the phone's; all others are played through the framework's own classes.
 */
internal object NotOfAPhone {
    /** The place and the name of the fault, as the scenarios have them. */
    data class Said(val at: String, val fault: String)

    /** Why, for each. */
    val WHY: Map<Said, String> = mapOf(
        Said("connect", "reader-gone") to "the antenna is built in: it cannot be pulled",
        Said("connect", "no-reader") to "NFC that is off is said before a card is waited for, and the stage says so after: nfc/ has a test of its own",
        Said("connect", "busy") to "reader mode is of the app in front alone: nobody else can have the card",
        Said("connect", "no-service") to "Android has no service beside it that could be missing",
        Said("connect", "failed") to "the framework says that a card left or that an exchange failed, and nothing else",
        Said("connect", "mute") to "a card that does not answer is not discovered",
        Said("connect", "collision") to "the controller picks one card of two, or none",
        Said("read-certificate", "reader-gone") to "the antenna is built in: it cannot be pulled",
        Said("verify", "failed") to "the framework says that a card left or that an exchange failed, and nothing else",
    )

    /** What a visit has of it. */
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
