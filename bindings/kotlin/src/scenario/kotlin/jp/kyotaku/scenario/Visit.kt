package jp.kyotaku.scenario

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement

/** A visit as data, as `scenarios/README.md` specifies it. */
internal data class Visit(
    /** The file that it stands in. */
    val file: String,
    val name: String,
    /** The text that the expectation follows from. */
    val why: String,
    /** What the scene starts from: the stage's business. */
    val given: JsonElement,
    val steps: List<Step>,
    /** Everything that is registered at the end, oldest first. */
    val registered: JsonArray,
    /** How many commands reached the card; not judged where it is null. */
    val commands: Int?,
)

/** One step of a visit. */
internal sealed interface Step {
    /** Wait until this screen stands, with all of it. */
    data class Look(
        /** The variant of the core's `Screen`. */
        val screen: String,
        /** Lines of the reading, each there as a whole, in this order. */
        val shows: List<String> = emptyList(),
        /** Texts that no line of the reading has in it. */
        val hides: List<String> = emptyList(),
        /** The labels of all controls, in order; not judged where it is null. */
        val offers: List<String>? = null,
    ) : Step

    /** Press the one control with these words; a question's own button, where a question is named. */
    data class Press(val label: String, val of: String? = null) : Step

    /** Type these digits by the PIN pad's keys. */
    data class Pin(val digits: String) : Step

    /** Type these digits of the 照合番号B by the keys of its screen. */
    data class Number(val digits: String) : Step

    /** A stage direction: the stage's business. */
    data class Direct(val direction: JsonElement) : Step
}
