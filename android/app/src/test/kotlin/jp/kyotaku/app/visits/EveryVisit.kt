package jp.kyotaku.app.visits

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.NotOfAPhone
import jp.kyotaku.scenario.SCENARIOS
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.scenario.Visit
import jp.kyotaku.scenario.consentVisits
import jp.kyotaku.scenario.play
import jp.kyotaku.scenario.visitsIn
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner

/** A visit, through the app's real screens. Each is a test of its own, by its name. */
@RunWith(ParameterizedRobolectricTestRunner::class)
internal abstract class EveryVisit(private val name: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `goes as it is written`() {
        val visit = ALL.single { it.titled == name }
        val ofAPhone = NotOfAPhone.saidIn(visit).isEmpty()
        play(visit) { scene -> Hand(rule, scene, if (ofAPhone) null else SceneReader(scene)) }
    }

    companion object {
        /** As many hands as the visits are dealt out to. */
        const val HANDS = 16

        private val Visit.titled get() = "$file: $name"

        /** Every visit that there is. */
        val ALL = visitsIn(SCENARIOS.resolve("visits")) + consentVisits(SCENARIOS.resolve("consent.json"))

        /** Every visit that comes to this hand, where they are dealt out one by one. */
        fun dealtTo(hand: Int) = ALL.filterIndexed { place, _ -> place % HANDS == hand }.map { arrayOf<Any>(it.titled) }
    }
}
