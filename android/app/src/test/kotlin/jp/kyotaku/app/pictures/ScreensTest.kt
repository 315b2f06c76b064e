package jp.kyotaku.app.pictures

import android.content.pm.PackageManager
import android.nfc.AvailableNfcAntenna
import android.nfc.NfcAdapter
import android.nfc.NfcAntennaInfo
import androidx.activity.compose.setContent
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import java.io.File
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.accessibility.AccessibilityRules
import jp.kyotaku.app.accessibility.WholeScreen
import jp.kyotaku.app.accessibility.changing
import jp.kyotaku.app.frame.VisitFrame
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.app.theme.KyotakuTheme
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Scene
import kotlinx.serialization.json.Json
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.Shadows.shadowOf

/**
 * Every screen in the states that look most different, as light, as dark, in letters of twice the size, and held across: each keeps
 * the rules of accessibility. Where `kyotaku.screens` names a folder, pictures of them are drawn into it; they are those of
 * `docs/screens`, by `cargo xtask screens`.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
class ScreensTest(@Suppress("UNUSED_PARAMETER") name: String, private val walk: Int) {
    @get:Rule
    val compose = createEmptyComposeRule()

    private val broken = mutableListOf<String>()

    @Test
    fun `its screens keep the rules of accessibility, and are drawn`() {
        Wear.LIGHT.putOn()
        antenna()
        if (walk < WALKS.size) stroll(WALKS[walk]) else withoutAVisit()
        assertEquals("", broken.joinToString("\n"))
    }

    /** Of a phone that feels a card at its upper edge. */
    private fun antenna() {
        val app = ApplicationProvider.getApplicationContext<SceneApplication>()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        val upper = NfcAntennaInfo(70, 150, false, listOf(AvailableNfcAntenna(35, 140)))
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setNfcAntennaInfo(upper)
    }

    private fun stroll(walk: Walk) = Scene.set(Json.parseToJsonElement(walk.given)).use { scene ->
        Hand(compose, scene, name = "kyotaku-android", version = "0.1.0").use { hand ->
            walk.way(Stroller(hand) { name -> show(name, hand.activity, hand.view()) })
        }
    }

    private fun withoutAVisit() {
        SceneApplication.enrolled = null
        ActivityScenario.launch(MainActivity::class.java).use { show("not-enrolled", it, null) }
    }

    private fun show(name: String, activity: ActivityScenario<MainActivity>, view: View?) {
        val pictured = listOf(Wear.LIGHT, Wear.DARK, Wear.LARGE) + if (name in ACROSS) listOf(Wear.LANDSCAPE, Wear.TABLET) else emptyList()
        for (wear in (pictured + Wear.LARGE_LANDSCAPE) - Wear.LIGHT + Wear.LIGHT) {
            wear.putOn()
            activity.recreate()
            if (view?.passes == true) activity.onActivity { it.setContent { KyotakuTheme { VisitFrame(view, {}) } } }
            compose.waitForIdle()
            activity.onActivity { shown ->
                val screen = WholeScreen(shown, view?.changing().orEmpty(), compose::waitForIdle)
                if (wear in pictured) picture(screen, "$name${wear.suffix}")
                broken += AccessibilityRules.broken(screen, rules(wear)).map { "$name${wear.suffix}: $it" }
                screen.leave()
            }
        }
    }

    /** A limit of the core's ends it while it is looked at: it is then held still. */
    private val View.passes get() = screen is Screen.Tap || screen is Screen.Waiting

    private fun rules(wear: Wear) = with(AccessibilityRules) { if (wear == Wear.LIGHT) OF_MEANING + OF_PIXELS + OF_KEYS else OF_MEANING + OF_PIXELS }

    private fun picture(screen: WholeScreen, name: String) {
        val folder = System.getProperty("kyotaku.screens")?.takeIf { it.isNotEmpty() } ?: return
        screen.bitmap(scale = SCALE).apply { writePng(File(folder, "$name.png")) }.recycle()
    }

    companion object {
        /** Drawn across and on a tablet, too. */
        private val ACROSS = setOf("pin", "input-notice")

        /** Of the pixels of a phone: one a dp, enough to read. */
        private const val SCALE = 0.5f

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun walks(): List<Array<Any>> = WALKS.mapIndexed { place, walk -> arrayOf<Any>(walk.name, place) } + listOf(arrayOf<Any>("no visit can begin", WALKS.size))
    }
}
