package jp.kyotaku.app.accessibility

import android.app.Activity
import androidx.compose.ui.test.junit4.ComposeTestRule
import jp.kyotaku.core.View
import org.junit.Assert.assertEquals

/** All the rules, and how a screen is held to them. */
internal object AccessibilityRules {
    /** What can be decided without pixels. */
    val OF_MEANING: List<Rule> = listOf(
        ControlsAreNamed, TargetsAreLarge, TextIsWhole, ReadInOrder, HeadingsAreMarked, ChangesAreSaid, StatesAreTold, RoomIsLeft,
    )

    /** What is decided in the drawn pixels. */
    val OF_PIXELS: List<Rule> = listOf(TextStandsOut, ShapesStandOut, ChoicesDifferWithoutColour)

    /** What is decided by pressing keys. */
    val OF_KEYS: List<Rule> = listOf(KeyboardWorks)

    /** Everything that the screen breaks. */
    fun broken(screen: WholeScreen, rules: List<Rule>): List<String> =
        rules.flatMap { rule -> rule.check(screen).map { "${rule.javaClass.simpleName}: $it" } }

    /** Fails if the screen that stands breaks one of these rules, and says all of what it breaks. */
    fun hold(rule: ComposeTestRule, activity: Activity, view: View?, at: String, rules: List<Rule> = OF_MEANING + OF_PIXELS + OF_KEYS) {
        rule.waitForIdle()
        val screen = WholeScreen(activity, view?.changing().orEmpty(), rule::waitForIdle)
        val broken = try {
            broken(screen, rules)
        } finally {
            screen.leave()
        }
        assertEquals(at, "", broken.joinToString("\n"))
    }
}
