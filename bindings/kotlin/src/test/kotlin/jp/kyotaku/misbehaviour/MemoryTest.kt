package jp.kyotaku.misbehaviour

import java.lang.ref.WeakReference
import jp.kyotaku.core.FfiConverterTypeView
import jp.kyotaku.core.RustBuffer
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.scenario.controls
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.OpenChannel
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * Memory stays flat, however often a visit is pressed, opened and closed; and the measure would notice if it did not.
 *
 * The first step warms up: classes are loaded, code is compiled, arenas are made. What counts is growth after it.
 */
class MemoryTest {
    @Test
    fun `a hundred thousand presses leave nothing behind`(): Unit = theScene().use { scene ->
        Shell(scene).use { shell ->
            shell.toTheCard()
            shell.toTheForm()
            val questions = (shell.visit.view().screen as Screen.Input).v1.questions
            val presses = questions.flatMap { question -> question.choices.map { it.event } }
            val grown = grown("presses", STEPS.map { it * 10_000 }) { press ->
                shell.visit.dispatch(presses[press % presses.size])
            }
            grown.assertFlat()
            nothingIsRegistered(scene)
        }
    }

    @Test
    fun `a thousand visits that are opened and closed leave nothing behind`(): Unit = theScene().use { scene ->
        val measured = measured("visits", STEPS.map { it * 100 }) { openAndClose(scene) }
        growth(measured).assertFlat()
        // A leak grows at each of the four equal steps at the end. What the JVM's compiler takes, or gives back, it does at
        // one or another.
        val each = measured.drop(1).zipWithNext { before, after -> after.allocated - before.allocated }.sorted()
        assertTrue(each[1] < FLAT_VISITS, "allocated grew by $each KiB")
    }

    /**
     * Each is a leak that one of the tests above would have, in small: as often as they do it, it would be far above
     * the limit.
     */
    @Test
    fun `a leak would be noticed`(): Unit = theScene().use { scene ->
        Shell(scene).use { shell ->
            shell.toTheCard()
            shell.toTheForm()
            val kept = ArrayList<Any>()
            val views = grown("views", listOf(1000, 2000, 11_000, 12_000)) { kept += shell.visit.view() }
            assertTrue(9 * views.heap > 4 * FLAT, "views kept on the JVM's heap")
            assertTrue(9 * views.resident > 2 * FLAT_RESIDENT, "views kept on the JVM's heap, of the process")

            val view = shell.visit.view()
            val buffers = ArrayList<RustBuffer.ByValue>()
            val lowered = grown("buffers", listOf(1000, 2000, 46_000, 47_000)) {
                buffers += FfiConverterTypeView.lower(view)
            }
            assertTrue(2 * lowered.allocated > FLAT + FLAT / 2, "views kept in the core's memory")
            buffers.forEach(RustBuffer::free)
        }
        // Of a service that is not there: each visit with one would have a connection of its own.
        val nowhere = settingsOf(scene).copy(service = "http://127.0.0.1:1")
        val open = ArrayList<Kyotaku>()
        val visits = grown("open visits", listOf(10, 20, 1000, 1010)) {
            open += Kyotaku(nowhere, SceneReader(scene), HoldingObserver())
        }
        assertEquals(2 * 1000, visits.handles)
        assertTrue(visits.allocated / 5 > 2 * FLAT_VISITS, "visits that are not closed")
        open.forEach(Kyotaku::close)
    }

    @Test
    fun `shutdown lets go of a reader and an observer that hold the visit`(): Unit = theScene().use { scene ->
        val (visit, held) = heldByItsOwn(scene)
        eventually("reader and observer are collected") {
            System.gc()
            held.all { it.get() == null }
        }
        // The visit itself is still there, for what it says last.
        assertEquals("中止しました", visit.view().heading)
        visit.close()
    }

    private companion object {
        /** In tenths of the whole. */
        val STEPS = listOf(1, 2, 4, 6, 8, 10)

        /**
         * What may be used more at the end than after the first step, in KiB; the process's own, in which a JVM is
         * generous.
         */
        const val FLAT = 40 * 1024L
        const val FLAT_RESIDENT = 96 * 1024L

        /** The same of the core's memory for 200 visits that are opened and closed: each has more than 20 KiB there. */
        const val FLAT_VISITS = 1024L

        fun openAndClose(scene: Scene) {
            val shell = Shell(scene)
            shell.await<Screen.Mode>()
            shell.press("訪問診療等")
            shell.close()
        }

        /** Does it so often, and measures at each step. */
        fun measured(what: String, steps: List<Int>, once: (Int) -> Unit): List<Footprint> {
            println(Footprint.HEAD)
            println(Footprint.now().line("before"))
            var done = 0
            return steps.map { step ->
                while (done < step) once(done++)
                Footprint.now().also { println(it.line("$step $what")) }
            }
        }

        fun grown(what: String, steps: List<Int>, once: (Int) -> Unit) = growth(measured(what, steps, once))

        /**
         * How much was used more at the last step than at the first. Of the C library's allocator, whose other user is the
         * JVM's compiler, the least of two steps at either end.
         */
        fun growth(measured: List<Footprint>): Footprint {
            val (first, last) = measured.first() to measured.last()
            return Footprint(
                heap = last.heap - first.heap,
                nonHeap = last.nonHeap - first.nonHeap,
                allocated = measured.takeLast(2).minOf { it.allocated } - measured.take(2).minOf { it.allocated },
                resident = last.resident - first.resident,
                handles = last.handles - first.handles,
                threads = last.threads - first.threads,
            ).also { println(it.line("grown by")) }
        }

        fun Footprint.assertFlat() {
            for ((what, grown) in mapOf("heap" to heap, "non-heap" to nonHeap, "allocated" to allocated)) {
                assertTrue(grown < FLAT, "$what grew by $grown KiB")
            }
            assertTrue(resident < FLAT_RESIDENT, "resident grew by $resident KiB")
            assertEquals(0, handles, "handles")
            assertTrue(threads <= 2, "$threads threads more")
        }

        fun Kyotaku.press(label: String) = dispatch(view().controls().single { it.label == label }.event)

        /** A visit whose reader and observer hold it, shut down while it waits for a card. */
        fun heldByItsOwn(scene: Scene): Pair<Kyotaku, List<WeakReference<out Any>>> {
            val reader = HoldingReader(SceneReader(scene))
            val observer = HoldingObserver()
            val visit = Kyotaku(settingsOf(scene), reader, observer)
            reader.visit = visit
            observer.visit = visit
            eventually("the modes") { visit.view().screen is Screen.Mode }
            visit.press("訪問診療等")
            SAMPLE_PIN.forEach { visit.press(it.toString()) }
            visit.shutdown()
            return visit to listOf(WeakReference(reader), WeakReference(observer))
        }
    }

    private class HoldingReader(private val reader: CardReader) : CardReader {
        var visit: Kyotaku? = null

        override suspend fun connect(): OpenChannel = reader.connect()
    }

    private class HoldingObserver : Observer {
        var visit: Kyotaku? = null

        override fun changed() {
            visit?.view()
        }
    }
}
