package jp.kyotaku.misbehaviour

import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference
import jp.kyotaku.core.QuestionView
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * Many threads on the same visit at once. On the form each row of questions belongs to one thread, which presses its
 * two buttons in turn, so that of every view it can be said which presses it must show.
 */
class ManyThreadsTest {
    @Test
    fun `every view shows each thread's presses whole and in their order`() {
        val shells = List(VISITS) { atTheForm() }
        try {
            val rows = shells.flatMap { shell -> rowsOf(shell) }
            assertTrue(rows.size >= 16, "${rows.size} threads are to press")
            val pressing = rows.map { row -> { press(row) } }
            val looking = shells.flatMap { shell ->
                val own = rows.filter { it.shell === shell }
                List(LOOKERS) { { look(shell, own) } }
            }
            val views = together(pressing + looking).sum()
            println("${pressing.size} threads pressed, ${looking.size} looked: $views views were right")
            for (shell in shells) {
                val own = rows.filter { it.shell === shell }
                assertEquals(own.map { it.stateAfter(PRESSES) }, form(shell.visit.view()).map { it.state })
            }
        } finally {
            for (shell in shells) {
                shell.close()
                nothingIsRegistered(shell.scene)
                shell.scene.close()
            }
        }
    }

    /**
     * The generated code frees the visit once no call is under way: while calls overlap without a gap, `close` has no
     * effect. A shell that must be sure calls `shutdown` first, which has.
     */
    @Test
    fun `a visit may be closed while many threads press and look`() {
        repeat(CLOSINGS) {
            val shell = atTheForm()
            val row = rowsOf(shell).first()
            val begun = CountDownLatch(CALLERS)
            val calls = List<() -> Any?>(CALLERS) { caller ->
                when (caller % 4) {
                    0 -> { -> shell.visit.dispatch(row.eventOf(0)) }
                    1 -> { -> shell.visit.view() }
                    2 -> { -> shell.visit.cancel() }
                    else -> { -> shell.visit.lastWords() }
                }
            }
            val calling = calls.map { call -> { callUntilClosed(call, begun) } }
            val closing = {
                begun.await()
                shell.visit.close()
                0
            }
            together(calling + closing)
            for (call in calls) assertThrows(IllegalStateException::class.java) { call() }
            nothingIsRegistered(shell.scene)
            shell.scene.close()
        }
    }

    @Test
    fun `a visit may be shut down while many threads press and look`() {
        val shell = atTheForm()
        val rows = rowsOf(shell)
        val ended = AtomicReference<View>()
        val presses = rows.map { row ->
            {
                var made = 0
                while (ended.get() == null || made == 0) {
                    shell.visit.dispatch(row.eventOf(made))
                    made += 1
                }
                val last = shell.visit.dispatch(row.eventOf(made))
                assertEquals(ended.get(), last)
                made
            }
        }
        val shutdown = {
            shell.visit.shutdown()
            ended.set(shell.visit.view())
            0
        }
        together(presses + shutdown)
        Said.cancelledAt(Place.CONNECT).assertSaidBy(ended.get())
        nothingIsRegistered(shell.scene)
        shell.close()
        shell.scene.close()
    }

    private companion object {
        /** Six rows each. */
        const val VISITS = 3
        const val LOOKERS = 2
        const val CALLERS = 16
        const val CLOSINGS = 10

        /** By each thread. */
        const val PRESSES = 1500

        fun atTheForm(): Shell {
            val shell = Shell(sceneWithEveryRow())
            shell.toTheCard()
            shell.toTheForm()
            return shell
        }

        fun rowsOf(shell: Shell) = form(shell.visit.view()).indices.map { Row(shell, it) }

        /** Calls until the visit is closed, or often enough. */
        fun callUntilClosed(call: () -> Any?, begun: CountDownLatch): Int {
            repeat(200) { made ->
                try {
                    call()
                } catch (closed: IllegalStateException) {
                    assertEquals(IllegalStateException::class, closed::class)
                    return made
                }
                if (made == 2) begun.countDown()
            }
            return 200
        }

        /** The presses of a row's own thread. */
        fun press(row: Row): Int {
            repeat(PRESSES) { press ->
                row.begun.incrementAndGet()
                val view = row.shell.visit.dispatch(row.eventOf(press))
                row.ended.incrementAndGet()
                val questions = form(view)
                assertEquals(row.stateAfter(press + 1), questions[row.place].state, "its own last press")
            }
            return PRESSES
        }

        /**
         * Looks until all have pressed, and finds for each row a press that its state may come from, never an earlier
         * one.
         */
        fun look(shell: Shell, rows: List<Row>): Int {
            val seen = IntArray(rows.size)
            var views = 0
            while (rows.any { it.ended.get() < PRESSES }) {
                val before = rows.map { it.ended.get() }
                val questions = form(shell.visit.view())
                for ((place, row) in rows.withIndex()) {
                    val earliest = maxOf(before[place], seen[place])
                    val state = questions[place].state
                    val shown = (earliest..row.begun.get()).find { row.stateAfter(it) == state }
                    checkNotNull(shown) { "${questions[place].label}: $state is older than press $earliest" }
                    seen[place] = shown
                }
                views += 1
            }
            return views
        }

        /** All at once, each in a thread of its own; the first that fails is the failure. */
        fun together(all: List<() -> Int>): List<Int> {
            val threads = Executors.newFixedThreadPool(all.size)
            try {
                val start = CyclicBarrier(all.size)
                val running = all.map { one ->
                    threads.submit<Int> {
                        start.await()
                        one()
                    }
                }
                return running.map { it.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) }
            } catch (failed: ExecutionException) {
                throw failed.cause ?: failed
            } finally {
                threads.shutdownNow()
            }
        }
    }
}

/** A row of the form, pressed by one thread only. */
private class Row(val shell: Shell, val place: Int) {
    /** Presses that were begun, and that came back. */
    val begun = AtomicInteger()
    val ended = AtomicInteger()

    private val choices = form(shell.visit.view())[place].choices

    fun eventOf(press: Int) = choices[press % 2].event

    fun stateAfter(presses: Int) = if (presses == 0) "未選択" else choices[(presses - 1) % 2].label
}

/** The questions of 1 入力, which must fit together, and with the frame around them. */
private fun form(view: View): List<QuestionView> {
    val input = (view.screen as Screen.Input).v1
    assertEquals("同意登録", view.heading)
    assertEquals(0u, view.steps?.current)
    assertEquals(6, input.questions.size)
    assertEquals(null, input.hint)
    for (question in input.questions) {
        val selected = question.choices.filter { it.selected }.map { it.label }
        assertEquals(if (question.state == "未選択") emptyList() else listOf(question.state), selected, question.label)
        assertEquals(false, question.missing)
    }
    return input.questions
}

/** Five consent questions, and a choice of the prescription's form. */
private fun sceneWithEveryRow(): Scene = theScene(
    """, "settings": {"手術": true, "診療": true, "薬剤": true, "健診": true, "特定疾病": true, "電子カルテ情報共有": true,
        "電子処方箋利用区分": 2, "発行形態選択タイミング": 2}""",
)
