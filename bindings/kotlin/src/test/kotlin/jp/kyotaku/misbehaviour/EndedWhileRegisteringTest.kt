package jp.kyotaku.misbehaviour

import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.parsed
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * A visit that ends while its registration is out: the request cannot be taken back, so that nothing says it was.
 * Whoever must know is told that its outcome is not known, and the number to find it by.
 */
@Execution(ExecutionMode.CONCURRENT)
class EndedWhileRegisteringTest {
    @TestFactory
    fun `cancel leaves it as it is`() = heldOnTheWay { shell, last ->
        val before = shell.visit.view()
        assertEquals(before, shell.visit.cancel())
        assertEquals(last, shell.visit.lastWords())
    }

    @TestFactory
    fun `shutdown leaves its last words`() = heldOnTheWay { shell, last ->
        val before = shell.visit.view()
        shell.visit.shutdown()
        assertEquals(before, shell.visit.view())
        assertEquals(last, shell.visit.lastWords())
    }

    @TestFactory
    fun `close ends it at once`() = heldOnTheWay { shell, last ->
        assertEquals(last, shell.visit.lastWords())
        shell.visit.close()
    }

    @Test
    fun `there are no last words before it and after it`(): Unit = theScene().use { scene ->
        Shell(scene).use { shell ->
            shell.toTheCard()
            shell.toTheForm()
            assertNull(shell.visit.lastWords())
            shell.register()
            shell.await<Screen.Done>()
            assertNull(shell.visit.lastWords())
        }
    }
}

/**
 * A visit whose registration is held before the service got it, or after it stored it; [end] gets the last words it
 * must have.
 */
private fun heldOnTheWay(end: (Shell, String) -> Unit) = HELD.map { (fault, stored) ->
    dynamicTest("$fault, which leaves $stored stored") {
        theScene(""", "service": [{"call": "register", "fault": "$fault"}]""").use { scene ->
            val shell = Shell(scene)
            shell.toTheCard()
            shell.toTheForm()
            shell.press("すべての項目に同意する")
            val reference = shell.press("確認へ進む").reference()
            val view = shell.press("同意内容に登録する")
            assertEquals("同意の内容を登録しています。終わるまでお待ちください。", (view.screen as Screen.Waiting).v1.message)
            scene.direct(parsed("direct", """{"await": "mishaps"}"""))
            val changes = shell.changes
            end(shell, "未確認：登録されたかどうかが分からないまま終わりました。控え番号 $reference")
            shell.close()
            assertEquals(stored, scene.registered().size)
            // The stage lets go of what it held, which nobody waits for any more.
            theScene().use { it.visitWithoutTrouble() }
            assertEquals(changes, shell.changes, "calls of the observer that began afterwards")
            assertEquals(stored, scene.registered().size)
        }
    }
}

/** How a request may be held, and how much is stored then. */
private val HELD = mapOf("request-held" to 0, "answer-held" to 1)

private fun View.reference(): String = (screen as Screen.Confirm).v1.reference.value
