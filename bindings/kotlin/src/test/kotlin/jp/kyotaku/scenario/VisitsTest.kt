package jp.kyotaku.scenario

import org.junit.jupiter.api.DynamicContainer
import org.junit.jupiter.api.DynamicContainer.dynamicContainer
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.parallel.Execution
import org.junit.jupiter.api.parallel.ExecutionMode

/**
 * Every visit of `scenarios/`, through the generated code and the real library: each a test of its own, several side by
 * side. Most of the time they wait, for the core's own time limits or for the service's database.
 */
@Execution(ExecutionMode.CONCURRENT)
class VisitsTest {
    @TestFactory
    fun `every visit goes as it is written`(): List<DynamicContainer> =
        byFile(visitsIn(SCENARIOS.resolve("visits")))

    @TestFactory
    fun `every case of the consent table goes as it is written`(): List<DynamicContainer> =
        byFile(consentVisits(SCENARIOS.resolve("consent.json")))

    private fun byFile(visits: List<Visit>) = visits.groupBy { it.file }.map { (file, itsVisits) ->
        dynamicContainer(file, itsVisits.map { visit -> dynamicTest(visit.name) { play(visit, ::Actor) } })
    }
}
