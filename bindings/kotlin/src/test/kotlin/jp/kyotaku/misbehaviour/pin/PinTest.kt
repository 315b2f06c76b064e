package jp.kyotaku.misbehaviour.pin

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import jp.kyotaku.misbehaviour.theScene
import jp.kyotaku.scenario.Scene
import kotlin.io.path.deleteRecursively
import kotlin.io.path.fileSize
import kotlin.random.Random
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

/**
 * The PIN is nowhere once it was presented: not in the JVM's heap, living or dead, and not in the core's memory.
 *
 * The visit is one of another process, which hears the PIN key by key and sends it nowhere; this one knows it, and
 * searches that one's memory and its heap dumps. Each PIN is one that did not stand there before, in no form.
 *
 * What is promised: the core wipes what it frees, and hands the PIN to the reader once, in one array, which the reader
 * overwrites. What cannot be: the JVM may move an array while it collects garbage, and does not wipe the place where it
 * was. So the process here has room for everything that a visit allocates, and it is asserted that nothing was
 * collected between the first key and the search. A phone that collects in the milliseconds in which a reader has the
 * command keeps a dead copy of it until that place is used again; only a command that never is an object of the JVM's
 * could change that.
 */
@Timeout(15, unit = TimeUnit.MINUTES)
class PinTest {
    private lateinit var folder: Path

    @BeforeEach
    fun `a folder for heap dumps`() {
        folder = Files.createTempDirectory("kyotaku-heap-")
    }

    @AfterEach
    @OptIn(kotlin.io.path.ExperimentalPathApi::class)
    fun `heap dumps are removed`() = folder.deleteRecursively()

    @Test
    fun `after a visit the PIN is nowhere, and the search would find it`(): Unit = theScene().use { scene ->
        OtherProcess(scene).use { other ->
            // What a dump needs is there from now on, and makes no noise later.
            other.ask("dump ${folder.resolve("first.hprof")}")
            val visits = List(VISITS) { visited(other, if (it == 0) TO_THE_FORM else TO_THE_FORM_AGAIN) }
            assertEquals(VISITS, scene.registered().size)
            for ((place, form) in visits.flatMap { it.finds.keys }.distinct()) {
                val counts = visits.map { it.finds.getValue(place to form) }
                println("%-22s%-16s%s".format(place, form, counts))
                if (form == Form.COMMAND) {
                    assertEquals(List(VISITS) { 0 }, counts, "$form in the $place")
                } else {
                    // Four digits may come to stand somewhere by accident, but not of three PINs one after the other.
                    assertTrue(0 in counts, "$form in the $place after each visit: $counts")
                }
            }
            itIsFoundIfItIsThere(other, visits.last().pin)
        }
    }

    /**
     * The core hands a command to a coroutine that has not begun when the visit ends, and never will: the reader does
     * not get the command, so that it cannot overwrite it.
     */
    @Test
    fun `a command that no reader ever got is nowhere`(): Unit = theScene().use { scene ->
        OtherProcess(scene).use { other ->
            val pin = aPinThatIsNowhere(other)
            other.ask("starve")
            other.type(pin)
            other.ask("starved")
            other.ask("await-text 暗証番号を照合しています。")
            assertEquals("Notice", other.ask("press 中止する"))
            val verifies = other.ask("feed")
            val found = other.memory().search(pin)
            assertEquals("0", verifies)
            assertEquals(0, found.native[Form.COMMAND], "native")
            assertEquals(0, found.heap[Form.COMMAND], "heap")
        }
    }

    private class Visited(val pin: String, val finds: Map<Pair<String, Form>, Int>)

    /** A whole visit, and what is found then. */
    private fun visited(other: OtherProcess, wayOn: String): Visited {
        val pin = aPinThatIsNowhere(other)
        val collections = other.ask("collections")
        other.type(pin)
        other.ask("await Eligibility")
        other.ask("press $wayOn")
        for (line in TO_THE_END) other.ask(line)
        assertEquals("Done", other.ask("await Done"))
        val memory = other.memory().search(pin)
        assertEquals(collections, other.ask("collections"), "collections of garbage from the first key to the search")
        val dead = dumped(other, "dump", pin)
        val living = dumped(other, "dump-live", pin)
        other.ask("press 終了する")
        val places = mapOf(
            "core's memory" to memory.native,
            "JVM's memory" to memory.heap,
            "dump" to dead,
            "dump of the living" to living,
        )
        val finds = places.flatMap { (place, finds) -> finds.map { (form, count) -> (place to form) to count } }
        return Visited(pin, finds.toMap())
    }

    private fun aPinThatIsNowhere(other: OtherProcess): String {
        val pins = other.memory().unusedPins()
        println("${pins.size} PINs stand nowhere, not even by accident")
        // Of four different digits and no zero, which stands in memory more often than any other number.
        return pins.filter { '0' !in it && it.toSet().size == 4 }.random(Random(SEED))
    }

    private fun dumped(other: OtherProcess, command: String, pin: String): Finds {
        val file = folder.resolve("$command.hprof")
        other.ask("$command $file")
        assertTrue(file.fileSize() > 1 shl 20, "a dump of ${file.fileSize()} bytes")
        return HeapDump(file).search(pin).also { Files.delete(file) }
    }

    /** Each search finds the last PIN, once the other process keeps it in that form. */
    private fun itIsFoundIfItIsThere(other: OtherProcess, pin: String) {
        fun assertFound(plant: String, form: Form, look: () -> Int?) {
            val before = look() ?: 0
            other.ask("plant $plant")
            val after = look() ?: 0
            println("planted as $plant: $form was there $before times, is $after times")
            assertTrue(after > before, "$form, planted as $plant")
        }
        for ((plant, form) in PLANTS) {
            assertFound(plant, form) { dumped(other, "dump", pin)[form] }
        }
        assertFound("natively", Form.CHARACTERS) { other.memory().search(pin).native[Form.CHARACTERS] }
        assertFound("command", Form.COMMAND) { other.memory().search(pin).heap[Form.COMMAND] }
    }

    private companion object {
        const val VISITS = 3
        const val SEED = 20250122

        const val TO_THE_FORM = "同意登録へ進む（患者に画面を向ける）"

        /** From the second visit on a consent is in force, which a new one takes the place of. */
        const val TO_THE_FORM_AGAIN = "同意を新しく登録し直す（更新・患者に画面を向ける）"

        val TO_THE_END = listOf(
            "press すべての項目に同意する",
            "press 確認へ進む",
            "press 同意内容に登録する",
        )

        val PLANTS = listOf(
            "string" to Form.CHARACTERS,
            "characters" to Form.WIDE_CHARACTERS,
            "command" to Form.COMMAND,
            "values" to Form.VALUES,
            "boxes" to Form.VALUES,
        )

        fun OtherProcess.type(pin: String) {
            ask("await Mode")
            ask("press 訪問診療等")
            for (key in pin) ask("press $key")
            ask("press 次へ（カードをかざす）")
        }
    }
}

/** A JVM with a visit in it, pressed line by line. */
private class OtherProcess(scene: Scene) : AutoCloseable {
    private val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()

    private val options = listOf("-Xms512m", "-Xmx512m", "-Xmn448m", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8") +
        System.getProperties().stringPropertyNames().filter { it.startsWith("uniffi.") || it.endsWith("tmpdir") }
            .map { "-D$it=${System.getProperty(it)}" }

    private val program = listOf("-cp", System.getProperty("java.class.path"), "jp.kyotaku.misbehaviour.pin.PatientKt")

    private val process = ProcessBuilder(
        listOf(java) + options + program + listOf(scene.address, scene.service, scene.token),
    ).redirectError(ProcessBuilder.Redirect.INHERIT).start()

    private val answers = process.inputReader(Charsets.UTF_8)
    private val lines = process.outputWriter(Charsets.UTF_8)

    fun ask(line: String): String {
        lines.write(line)
        lines.newLine()
        lines.flush()
        return checkNotNull(answers.readLine()) { "it has ended at: $line" }
    }

    fun memory(): ProcessMemory {
        val (first, end) = ask("heap").split(' ').map { it.toLong(16) }
        return ProcessMemory(process.pid(), first until end)
    }

    override fun close() {
        lines.close()
        if (!process.waitFor(1, TimeUnit.MINUTES)) process.destroyForcibly().waitFor()
    }
}
