package jp.kyotaku.app.scene

import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.os.Looper
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.lifecycle.ViewModelProvider
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.Held
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.nfc.FakeCard
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Stage
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.robolectric.Shadows.shadowOf

/** Somebody who holds the phone: looks at the app's real screens, presses what stands there, and lays the card down. */
internal class Hand(private val rule: ComposeTestRule, private val scene: Scene) : AutoCloseable {
    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()

    val activity: ActivityScenario<MainActivity>

    init {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setEnabled(true)
        SceneApplication.enrolled = Enrolment(scene.service, scene.token, "phone-1", "kyotaku-scenarios", "1")
        activity = ActivityScenario.launch(MainActivity::class.java)
    }

    /** What the core says now. */
    fun view(): View {
        lateinit var view: View
        activity.onActivity { view = ViewModelProvider(it)[Held::class.java].visit!!.view.value }
        return view
    }

    /** Waits until exactly one node of the screen is such. */
    fun await(what: SemanticsMatcher) = until { rule.onAllNodes(what).fetchSemanticsNodes().size == 1 }

    fun await(text: String) = await(hasText(text))

    /** Presses the one control with these words. */
    fun press(label: String) {
        await(label)
        rule.onNode(hasText(label)).performScrollTo().performClick()
    }

    /** Lays the scene's card to the antenna, once that is on. */
    fun layCard() {
        val nfc = shadowOf(NfcAdapter.getDefaultAdapter(app))
        until { nfc.isInReaderMode }
        nfc.dispatchTagDiscovered(cardOf(scene).tag)
    }

    private fun until(isSo: () -> Boolean) = rule.waitUntil(20_000) {
        shadowOf(Looper.getMainLooper()).idle()
        isSo()
    }

    private fun cardOf(scene: Scene): FakeCard {
        val opened = Json.parseToJsonElement(Stage.ask(Stage.post("${scene.address}/card/connect", ByteArray(0)), 201))
        val channel = opened.jsonObject.getValue("channel").jsonPrimitive.content
        return FakeCard { command ->
            val answer = Stage.tell(Stage.post("${scene.address}/card/$channel/transceive", command)).get()
            if (answer.statusCode() == 200) answer.body() else null
        }
    }

    override fun close() = activity.close()
}
