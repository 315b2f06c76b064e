package jp.kyotaku.scenario

import java.nio.file.Path
import kotlin.io.path.readLines
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The comments of the Rust reach whoever reads the Kotlin. */
class DocumentedTest {
    private val repository = SCENARIOS.parent
    private val generated = Path.of(System.getProperty("kyotaku.generated"))
    private val core = generated.resolve("jp/kyotaku/core/kyotaku_core.kt").readLines()
    private val visit = generated.resolve("jp/kyotaku/visit/kyotaku_bindings.kt").readLines()

    @Test
    fun `what stands over an item in Rust stands over it here`() {
        assertSame("core/src/visit/view.rs", "pub struct View {", core, "data class View (")
        assertSame("core/src/visit/view.rs", "    pub heading: String,", core, "    val `heading`")
        assertSame("core/src/visit/event.rs", "pub enum Event {", core, "sealed class Event {")
        assertSame("core/src/visit/event.rs", "    Cancel,", core, "    object Cancel : Event()")
        assertSame("bindings/src/kyotaku.rs", "pub struct Kyotaku {", visit, "open class Kyotaku:")
        assertSame("bindings/src/kyotaku.rs", "    pub fn dispatch(", visit, "    fun `dispatch`(")
        assertSame("bindings/src/kyotaku.rs", "    pub fn close(", visit, "    fun `shutdown`(")
        assertSame("bindings/src/reader.rs", "    async fn transceive(", visit, "    suspend fun `transceive`(")
        assertSame("bindings/src/reader.rs", "    fn properties(", visit, "    fun `properties`(")
        val software = "    @Throws(StartException::class) fun `withSoftwareCard`("
        assertSame("bindings/src/kyotaku.rs", "    pub fn with_software_card(", visit, software)
        assertSame("bindings/src/settings.rs", "    pub antenna: Antenna,", visit, "    val `antenna`")
        assertSame("bindings/src/settings.rs", "    pub token: String,", visit, "    val `token`")
        assertSame("bindings/src/link_error.rs", "    CardGone,", visit, "    class CardGone(")
    }

    @Test
    fun `no record, enum or property of ours is without a comment`() {
        val ours = Regex("(data|sealed|enum) class .*|    val `.*")
        for (file in listOf(core, visit)) {
            val items = file.indices.filter { ours.matches(file[it]) }
            assertTrue(items.isNotEmpty())
            assertEquals(emptyList<String>(), items.filter { file.comment(it).isEmpty() }.map { file[it] })
        }
    }

    private fun assertSame(rust: String, item: String, kotlin: List<String>, itemThere: String) {
        val source = repository.resolve(rust).readLines()
        val above = source.take(source.place(item)).map { it.trim() }
        val written = above.takeLastWhile { it.startsWith("///") || it.startsWith("#[") }
        val comment = written.filter { "///" in it }.map { it.removePrefix("///").trim() }
        assertTrue(comment.isNotEmpty()) { "$rust: $item" }
        assertEquals(comment, kotlin.comment(kotlin.place(itemThere)), itemThere)
    }

    /** Where the first line stands that begins so. */
    private fun List<String>.place(beginning: String): Int {
        val place = indexOfFirst { it.startsWith(beginning) }
        check(place >= 0) { "there is no 「$beginning」" }
        return place
    }

    /** The lines of the comment over a line; none if there is no comment. */
    private fun List<String>.comment(place: Int): List<String> {
        val above = take(place).dropLastWhile { it.isBlank() }
        if (above.last().trim() != "*/") return emptyList()
        return above.dropLast(1).takeLastWhile { it.trim() != "/**" }.map { it.trim().removePrefix("*").trim() }
    }
}
