package jp.kyotaku.scenario

import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.writeText
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What is no scenario is no scenario that was passed: it is said. */
class VisitFilesTest {
    @Test
    fun `a key that is not known is reported wherever it stands`() {
        assertRefused(""""why":""" to """"skip": true, "why":""", "short.json, visit 1", "`skip`")
        assertRefused(""""about":""" to """"abuot": "", "about":""", "short.json", "`abuot`")
        assertRefused(""""hides":""" to """"hide":""", "a short visit: step 1", "`hide`")
    }

    @Test
    fun `a key that is missing is reported`() {
        for (key in listOf("about", "visits", "name", "why", "given", "steps", "registered")) {
            // In its place stands one that nobody knows; what is missing is seen first.
            assertRefused("\"$key\":" to "\"other\":", "`$key` is missing")
        }
    }

    @Test
    fun `a step is one thing`() {
        val press = """{"press": "訪問診療等"}"""
        for (step in listOf("{}", """{"shows": []}""", """{"of": "手術情報の提供"}""")) {
            assertRefused(press to step, "step 2", "a step has one of")
        }
        assertRefused(press to """{"press": "訪問診療等", "pin": "1"}""", "step 2", "`pin`")
        assertRefused(press to """{"press": "訪問診療等", "shows": []}""", "step 2", "`shows`")
        assertRefused(press to """{"screen": "Mode", "of": "手術情報の提供"}""", "step 2", "`of`")
        assertRefused(press to """{"press": 1}""", "step 2", "`press` is to be text")
        assertRefused(press to "\"訪問診療等\"", "step 2", "an object was expected")
    }

    @Test
    fun `a folder without a visit, and a file without one, are errors`(@TempDir folder: Path) {
        assertTrue("there is no visit" in refusal { visitsIn(folder) })
        assertThrows(NoSuchFileException::class.java) { visitsIn(folder.resolve("nowhere")) }

        val nothing = folder.resolve("a").createDirectory()
        nothing.resolve("nothing.json").writeText("""{"about": "TEST-ONLY", "visits": []}""")
        assertEquals("nothing.json: there is no visit", refusal { visitsIn(nothing) })

        val broken = folder.resolve("b").createDirectory()
        broken.resolve("broken.json").writeText("{")
        assertTrue("broken.json" in refusal { visitsIn(broken) })

        val strange = folder.resolve("c").createDirectory()
        strange.resolve("visits.yaml").writeText("")
        assertTrue("visits.yaml" in refusal { visitsIn(strange) })

        val none = folder.resolve("consent.json")
        none.writeText("""{"questions": [], "words": {}, "cases": []}""")
        assertEquals("consent.json: there is no case", refusal { consentVisits(none) })
    }

    @Test
    fun `every file is read, and no two visits have one name`() {
        val visits = visitsIn(SCENARIOS.resolve("visits")) + consentVisits(SCENARIOS.resolve("consent.json"))
        assertEquals(visits.size, visits.distinctBy { it.name }.size)
        assertTrue(visits.all { it.steps.first() is Step.Look && it.steps.last() is Step.Look })
    }

    private fun assertRefused(change: Pair<String, String>, vararg reported: String) {
        check(change.first in SHORT)
        val why = refusal { visitsOf("short.json", SHORT.replaceFirst(change.first, change.second)) }
        for (part in reported) assertTrue(part in why) { "「$part」 is not in 「$why」" }
    }

    private fun refusal(read: () -> Unit): String = assertThrows(NotAScenario::class.java) { read() }.message.orEmpty()
}
