package jp.kyotaku.scenario

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.intOrNull

/** A scenario is not written as it should be; the text says where and what. */
internal class NotAScenario(why: String) : Exception(why)

/** The JSON of a file. */
internal fun parsed(at: String, text: String): JsonElement = try {
    Json.parseToJsonElement(text)
} catch (broken: IllegalArgumentException) {
    throw NotAScenario("$at: ${broken.message}")
}

/** Takes an object apart, and fails if a key is left that nobody asked for: nothing is passed over in silence. */
internal fun <T> taking(at: String, json: JsonElement, take: Fields.() -> T): T {
    val fields = Fields(at, json as? JsonObject ?: throw NotAScenario("$at: an object was expected"))
    return fields.take().also { fields.nothingIsLeft() }
}

/** The fields of an object that are not taken yet. */
internal class Fields(val at: String, json: JsonObject) {
    private val left = json.toMutableMap()

    /** Whether the key is there and not taken. */
    operator fun contains(key: String) = key in left

    /** What a key says. */
    fun value(key: String): JsonElement = left.remove(key) ?: throw NotAScenario("$at: `$key` is missing")

    /** A text. */
    fun text(key: String): String = asText(key, value(key))

    /** A text, or null where the object says null or nothing. */
    fun textOrNull(key: String): String? = left.remove(key)?.takeIf { it != JsonNull }?.let { asText(key, it) }

    /** True or false. */
    fun truth(key: String): Boolean = when (value(key)) {
        JsonPrimitive(true) -> true
        JsonPrimitive(false) -> false
        else -> throw NotAScenario("$at: `$key` is to be true or false")
    }

    /** A whole number. */
    fun number(key: String): Int = (value(key) as? JsonPrimitive)?.takeIf { !it.isString }?.intOrNull
        ?: throw NotAScenario("$at: `$key` is to be a number")

    /** A list. */
    fun list(key: String): List<JsonElement> =
        value(key) as? JsonArray ?: throw NotAScenario("$at: `$key` is to be a list")

    /** A list of texts. */
    fun texts(key: String): List<String> = list(key).map { asText(key, it) }

    /** Texts by their names. */
    fun named(key: String): Map<String, String> {
        val names = value(key) as? JsonObject ?: throw NotAScenario("$at: `$key` is to be an object")
        return names.mapValues { asText(key, it.value) }
    }

    fun nothingIsLeft() {
        if (left.isNotEmpty()) throw NotAScenario("$at: unknown: ${left.keys.joinToString { "`$it`" }}")
    }

    private fun asText(key: String, json: JsonElement): String {
        val text = (json as? JsonPrimitive)?.takeIf { it.isString }
        return text?.content ?: throw NotAScenario("$at: `$key` is to be text")
    }
}
