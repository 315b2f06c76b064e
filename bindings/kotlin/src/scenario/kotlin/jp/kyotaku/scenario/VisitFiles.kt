package jp.kyotaku.scenario

import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement

/** The repository's scenarios. */
internal val SCENARIOS: Path = Path.of(System.getProperty("kyotaku.scenarios"))

/** Every visit of every file in a folder, in the order of the files' names. */
internal fun visitsIn(folder: Path): List<Visit> {
    val files = folder.listDirectoryEntries().sorted()
    val strange = files.filter { it.extension != "json" }
    if (strange.isNotEmpty()) throw NotAScenario("no visits, in a folder for visits: $strange")
    val visits = files.flatMap { visitsOf(it.name, it.readText()) }
    if (visits.isEmpty()) throw NotAScenario("$folder: there is no visit")
    return visits
}

/** The visits of one file. */
internal fun visitsOf(file: String, text: String): List<Visit> = taking(file, parsed(file, text)) {
    text("about")
    val visits = list("visits").mapIndexed { place, visit -> visitOf(file, "$file, visit ${place + 1}", visit) }
    if (visits.isEmpty()) throw NotAScenario("$file: there is no visit")
    visits
}

private fun visitOf(file: String, at: String, json: JsonElement): Visit = taking(at, json) {
    val name = text("name")
    Visit(
        file,
        name,
        why = text("why"),
        given = value("given"),
        steps = list("steps").mapIndexed { place, step -> stepOf("$file: $name: step ${place + 1}", step) },
        registered = JsonArray(list("registered")),
        commands = if ("commands" in this) number("commands") else null,
    )
}

private fun stepOf(at: String, json: JsonElement): Step = taking(at, json) {
    when {
        "screen" in this -> Step.Look(
            text("screen"),
            shows = if ("shows" in this) texts("shows") else emptyList(),
            hides = if ("hides" in this) texts("hides") else emptyList(),
            offers = if ("offers" in this) texts("offers") else null,
        )
        "press" in this -> Step.Press(text("press"), if ("of" in this) text("of") else null)
        "pin" in this -> Step.Pin(text("pin"))
        "number" in this -> Step.Number(text("number"))
        "direct" in this -> Step.Direct(value("direct"))
        else -> throw NotAScenario("$at: a step has one of `screen`, `press`, `pin`, `number` and `direct`")
    }
}
