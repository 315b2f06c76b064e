package jp.kyotaku.scenario

import java.time.Duration
import kotlinx.serialization.json.JsonElement

/** A step cannot be taken, or a screen is not what it should be. */
internal class Astray(why: String, cause: Throwable? = null) : Exception(why, cause)

/**
 * Somebody who holds the phone while a visit is played: on a JVM it presses what the core's views hold, on Android what is
 * drawn. [close] ends the visit, and waits until the core has let go of the card.
 */
internal interface Holder : AutoCloseable {
    /** What stands now. */
    fun seen(): Seen

    /** Waits until the screen is as expected. */
    fun look(expected: Step.Look, patience: Duration = PATIENCE)

    /** Presses the one control with these words; of a question's own, where a question is named. */
    fun press(label: String, of: String? = null)

    /** Types the PIN by the pad's keys. */
    fun typePin(digits: String)

    /** Types the 照合番号B by the keys of its screen. */
    fun typeNumber(digits: String)

    /** Has the stage carry out a direction, and goes on when it has taken effect. */
    fun direct(direction: JsonElement)

    /** What went wrong beside the visit itself. */
    fun troubles(): List<String>
}
