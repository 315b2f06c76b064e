package jp.kyotaku.scenario

import java.nio.file.Path
import kotlin.io.path.readLines
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The core's doc comments reach whoever reads the Kotlin. */
class DocumentedTest {
    private val core = lines("jp/kyotaku/core/kyotaku_core.kt")
    private val visit = lines("jp/kyotaku/visit/kyotaku_bindings.kt")

    @Test
    fun `what an item is for stands over it`() {
        assertTrue("One whole screen." in core.over("data class View ("))
        assertTrue("What to dispatch when it is pressed." in core.over("    val `event`: Event"))
        assertTrue("A press." in core.over("sealed class Event {"))
        assertTrue("中止する." in core.over("    object Cancel : Event()"))
        assertTrue("The running visit" in visit.over("public interface KyotakuInterface {"))
        assertTrue("Carries out a press" in visit.over("    fun `dispatch`(`event`: Event): View"))
        assertTrue("lets go of reader and observer" in visit.over("    fun `shutdown`()"))
        assertTrue("Overwrite `command` with zeros" in visit.over("    suspend fun `transceive`(`command`: CardCommand): kotlin.ByteArray"))
        assertTrue("The device's credential" in visit.over("    val `token`: kotlin.String"))
        assertTrue("The card left the field." in visit.over("    class CardGone("))
    }

    @Test
    fun `no record, enum or property of ours is without a comment`() {
        val ours = Regex("(data|sealed|enum) class .*|    val `.*")
        for (file in listOf(core, visit)) {
            val items = file.indices.filter { ours.matches(file[it]) }
            assertTrue(items.isNotEmpty())
            assertEquals(emptyList<String>(), items.filter { !file.isCommented(it) }.map { file[it] })
        }
    }

    /** The comment over the first line that begins so. */
    private fun List<String>.over(beginning: String): String {
        val place = indexOfFirst { it.startsWith(beginning) }
        check(place > 0) { "there is no 「$beginning」" }
        check(isCommented(place)) { "there is no comment over 「$beginning」" }
        return take(place).takeLastWhile { it.trim() != "/**" }.joinToString("\n")
    }

    private fun List<String>.isCommented(place: Int) = take(place).last { it.isNotBlank() }.trim() == "*/"

    private fun lines(file: String) = Path.of(System.getProperty("kyotaku.generated")).resolve(file).readLines()
}
