package jp.kyotaku.app.nfc

import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.os.Looper
import android.provider.Settings
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertHeightIsAtLeast
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.unit.dp
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.EMULATOR
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.R
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.app.theme.KyotakuTheme
import jp.kyotaku.core.Audience
import jp.kyotaku.core.ModeView
import jp.kyotaku.core.Screen
import jp.kyotaku.core.WaitingView
import jp.kyotaku.scenario.Scene
import kotlinx.serialization.json.Json
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNfcAdapter

/** What stands on the screen while NFC is off or absent. */
@RunWith(RobolectricTestRunner::class)
class NfcNoticeTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()
    private val off = app.getString(R.string.nfc_off_title)
    private val absent = app.getString(R.string.nfc_absent_title)
    private val settings = app.getString(R.string.nfc_settings)
    private val tellStaff = app.getString(R.string.nfc_tell_staff)

    @Before
    fun `the phone has NFC`() {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setEnabled(false)
    }

    @Test
    fun `before the PIN is typed it says that NFC is off, and goes when NFC comes on`() {
        show(beforeATap)
        rule.onNode(hasText(off)).assert(SemanticsMatcher.keyIsDefined(SemanticsProperties.LiveRegion))
        rule.onNode(hasText(settings)).assertHeightIsAtLeast(48.dp)
            .assert(SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.Button))
        switch(true)
        assertSaid()
        switch(false)
        assertSaid(off, settings)
    }

    @Test
    fun `where NFC is absent no settings are offered`() {
        ShadowNfcAdapter.setNfcHardwareExists(false)
        show(beforeATap)
        assertSaid(absent)
    }

    @Test
    fun `a patient is asked to tell staff, and is not led to the settings`() {
        show(beforeATap, Audience.PATIENT)
        assertSaid(off, tellStaff)
        assertEquals(0, rule.onAllNodes(hasText(app.getString(R.string.nfc_off_body))).fetchSemanticsNodes().size)
    }

    @Test
    fun `a patient with a phone that cannot read cards is asked to tell staff, too`() {
        ShadowNfcAdapter.setNfcHardwareExists(false)
        show(beforeATap, Audience.PATIENT)
        assertSaid(absent, tellStaff)
    }

    @Test
    fun `where the software card is read it says nothing`() {
        Scene.set(Json.parseToJsonElement("""{"patient": "valid"}""")).use { scene ->
            SceneApplication.enrolled = Enrolment(scene.service, scene.token, EMULATOR, "kyotaku-scenarios", "1")
            Robolectric.buildActivity(MainActivity::class.java).use {
                it.setup()
                rule.waitUntil(60_000) { isSaid("訪問診療等") }
                assertSaid()
            }
        }
    }

    @Test
    fun `on a screen from which no card is asked for it says nothing`() {
        show(Screen.Waiting(WaitingView("message", emptyList())))
        assertSaid()
    }

    @Test
    fun `the button opens the settings of NFC`() {
        val activity = show(beforeATap)
        rule.onNode(hasText(settings)).performClick()
        assertEquals(Settings.ACTION_NFC_SETTINGS, shadowOf(activity).nextStartedActivity.action)
    }

    @Test
    fun `on a phone without such a page it opens the nearest one there is`() {
        for (page in listOf(Settings.ACTION_WIRELESS_SETTINGS, Settings.ACTION_SETTINGS)) {
            shadowOf(app).checkActivities(true)
            val there = ComponentName("settings", page)
            val asked = IntentFilter(page).apply { addCategory(Intent.CATEGORY_DEFAULT) }
            shadowOf(app.packageManager).addActivityIfNotPresent(there)
            shadowOf(app.packageManager).addIntentFilterForActivity(there, asked)
            val activity = show(beforeATap)
            activity.openNfcSettings()
            assertEquals(page, shadowOf(activity).nextStartedActivity.action)
            shadowOf(app.packageManager).removeActivity(there)
        }
    }

    @Test
    fun `where no settings open nothing breaks`() {
        shadowOf(app).checkActivities(true)
        val activity = show(beforeATap)
        activity.openNfcSettings()
        assertEquals(null, shadowOf(activity).nextStartedActivity)
        assertSaid(off, settings)
    }

    @Test
    fun `it stands on the app's own screens`() {
        Scene.set(Json.parseToJsonElement("""{"patient": "valid"}""")).use { scene ->
            Hand(rule, scene).use {
                switch(true)
                rule.waitUntil(60_000) { isSaid("訪問診療等") }
                assertSaid()
                switch(false)
                assertSaid(off, settings)
            }
        }
    }

    private fun show(screen: Screen, audience: Audience = Audience.STAFF): ComponentActivity {
        val activity = Robolectric.buildActivity(ComponentActivity::class.java).setup().get()
        activity.setContent { KyotakuTheme { NfcNotice(screen, audience) } }
        rule.waitForIdle()
        return activity
    }

    private fun assertSaid(vararg words: String) {
        rule.waitUntil(20_000) { listOf(off, absent, settings, tellStaff).all { isSaid(it) == it in words } }
    }

    private fun isSaid(words: String): Boolean {
        shadowOf(Looper.getMainLooper()).idle()
        return rule.onAllNodes(hasText(words)).fetchSemanticsNodes().isNotEmpty()
    }

    private fun switch(on: Boolean) {
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setEnabled(on)
        val state = if (on) NfcAdapter.STATE_ON else NfcAdapter.STATE_OFF
        app.sendBroadcast(Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED).putExtra(NfcAdapter.EXTRA_ADAPTER_STATE, state))
    }
}

private val beforeATap = Screen.Mode(ModeView("lead", emptyList()))
