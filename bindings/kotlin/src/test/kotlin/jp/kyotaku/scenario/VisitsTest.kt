package jp.kyotaku.scenario

import org.junit.jupiter.api.DynamicContainer
import org.junit.jupiter.api.DynamicContainer.dynamicContainer
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * Visits of `scenarios/` through the generated code and the real library, with no screen between: the notice's own, the
 * cards that are lost, and what only a service in doubt brings. If they go and the app's do not, the fault is a screen's; all
 * of them are played through the app's screens (`android/`).
 */
@Execution(ExecutionMode.CONCURRENT)
class VisitsTest {
    @TestFactory
    fun `visits go as they are written without a screen`(): List<DynamicContainer> =
        PLAYED.map { file ->
            val visits = visitsIn(SCENARIOS.resolve("visits")).filter { it.file == file }
            check(visits.isNotEmpty()) { "no visits in $file" }
            dynamicContainer(file, visits.map { visit -> dynamicTest(visit.name) { play(visit, ::Actor) } })
        }

    private companion object {
        val PLAYED = listOf("notice-case.json", "card-lost.json", "unconfirmed.json")
    }
}
