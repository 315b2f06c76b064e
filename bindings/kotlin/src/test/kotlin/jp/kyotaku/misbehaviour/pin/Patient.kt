package jp.kyotaku.misbehaviour.pin

import com.sun.jna.Memory
import com.sun.management.HotSpotDiagnosticMXBean
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.PrintStream
import java.lang.management.ManagementFactory
import java.util.concurrent.Semaphore
import javax.management.ObjectName
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.controls
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings

/**
 * A program of its own: a visit that is pressed from outside, a line on standard input for each press, so that this
 * process never hears a PIN but key by key. It answers each line with one.
 *
 * `ADDRESS SERVICE TOKEN`: the scene's, whose card is presented with its own PIN, whatever was typed.
 */
fun main(arguments: Array<String>) {
    val (address, service, token) = arguments
    val changes = Semaphore(0)
    val observer = object : Observer {
        override fun changed() = changes.release()
    }
    val reader = PinKeepingReader(address)
    val origin = Origin(Channel.VISIT_APP, "kyotaku-scenarios", "1", "phone-1")
    val settings = Settings(service, token, origin, null, Antenna.UPPER_EDGE)
    Kyotaku(settings, reader, observer).use { visit ->
        val patient = Patient(visit, reader, changes)
        // In UTF-8 whatever the machine's locale is.
        val answers = PrintStream(FileOutputStream(FileDescriptor.out), true, Charsets.UTF_8)
        System.`in`.reader(Charsets.UTF_8).buffered().forEachLine { answers.println(patient.answer(it)) }
        visit.shutdown()
    }
}

private class Patient(
    private val visit: Kyotaku,
    private val reader: PinKeepingReader,
    private val changes: Semaphore,
) {
    /** The keys that were pressed, each a text by itself: only [plant] puts them together. */
    private val keys = ArrayList<String>()
    private val planted = ArrayList<Any>()

    fun answer(line: String): String {
        val (what, of) = line.split(' ', limit = 2) + ""
        return when (what) {
            "press" -> press(of)
            "await" -> await { it == of }
            "await-text" -> await { of in (visit.view().screen as? Screen.Tap)?.v1?.progress.orEmpty() }
            "heap" -> heap()
            "collections" -> ManagementFactory.getGarbageCollectorMXBeans().sumOf { it.collectionCount }.toString()
            "dump" -> dump(of, live = false)
            "dump-live" -> dump(of, live = true)
            "starve" -> "ok".also { reader.starvesBeforeVerify = true }
            "starved" -> reader.awaitStarved()
            "feed" -> reader.feed()
            "plant" -> plant(of)
            else -> error("unknown: $what")
        }
    }

    private fun screen(): String = visit.view().screen::class.simpleName!!

    private fun press(label: String): String {
        if (label.length == 1) keys += label
        visit.dispatch(visit.view().controls().first { it.label == label }.event)
        return screen()
    }

    private fun await(holds: (String) -> Boolean): String {
        while (!holds(screen())) {
            check(screen() != "Notice") { visit.view().heading }
            changes.acquire()
        }
        return screen()
    }

    /** Where the JVM's heap is: its first address and the one after its last. */
    private fun heap(): String {
        val server = ManagementFactory.getPlatformMBeanServer()
        val commands = ObjectName("com.sun.management:type=DiagnosticCommand")
        val said = server.invoke(commands, "gcHeapInfo", emptyArray(), emptyArray()) as String
        return Regex("\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)").find(said)!!.destructured.toList().joinToString(" ")
    }

    private fun dump(file: String, live: Boolean): String {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean::class.java).dumpHeap(file, live)
        return "ok"
    }

    /** Does what nobody may do with a PIN: keeps the last one that was typed. */
    private fun plant(form: String): String {
        val pin = keys.takeLast(4).map { it.single() }
        planted += when (form) {
            "string" -> pin.joinToString("")
            "characters" -> pin.toCharArray()
            "command" -> ByteArray(9).also { command ->
                VERIFY.copyInto(command)
                pin.forEachIndexed { place, digit -> command[VERIFY.size + place] = digit.code.toByte() }
            }
            "values" -> ByteArray(4) { pin[it].digitToInt().toByte() }
            "boxes" -> pin.map { it.digitToInt() }
            // Between zeros: what an earlier owner left beside it may read as more digits.
            "natively" -> Memory(12).also { memory ->
                memory.clear()
                pin.forEachIndexed { place, digit -> memory.setByte(4L + place, digit.code.toByte()) }
            }
            else -> error("unknown: $form")
        }
        return "ok"
    }
}
