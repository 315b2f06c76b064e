package jp.kyotaku.app.life

import android.os.Bundle
import android.os.Looper
import android.os.Parcel
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ViewModelProvider
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import androidx.test.platform.app.InstrumentationRegistry
import java.io.File
import jp.kyotaku.app.Held
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.RunningVisit
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.parsed
import org.junit.Assert.assertTrue
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** A scene with a patient whose card and eligibility are good; [more] is more of a scenario's `given`. */
internal fun aPatient(more: String = ""): Scene = Scene.set(parsed("given", """{"patient": "valid"$more}"""))

/** To the eligibility, by PIN. */
internal fun Hand.toTheEligibility() {
    look(Step.Look("Mode"))
    press("訪問診療等")
    typePin(PIN)
    press("次へ（カードをかざす）")
    await { view().screen is Screen.Eligibility }
    look(Step.Look("Eligibility"))
}

/** To 1 入力, with every question answered. */
internal fun Hand.toTheAnswers() {
    toTheEligibility()
    press("同意登録へ進む（患者に画面を向ける）")
    press("すべての項目に同意する")
}

/** To a registration that is out, and not answered: the number that it is found by. */
internal fun Hand.toARegistrationThatIsOut(): String {
    toTheAnswers()
    press("確認へ進む")
    val number = (view().screen as Screen.Confirm).v1.reference.value
    press("同意内容に登録する")
    direct(parsed("direct", """{"await": "mishaps"}"""))
    assertTrue(view().screen is Screen.Waiting)
    return number
}

/** What the platform keeps of an activity that is not in front, as another process gets it: by its bytes. */
internal fun ActivityScenario<MainActivity>.putAway(): Bundle {
    val state = Bundle()
    moveToState(Lifecycle.State.CREATED)
    onActivity { InstrumentationRegistry.getInstrumentation().callActivityOnSaveInstanceState(it, state) }
    return Bundle().apply {
        val bytes = state.bytes()
        val parcel = Parcel.obtain()
        parcel.unmarshall(bytes, 0, bytes.size)
        parcel.setDataPosition(0)
        readFromParcel(parcel)
        parcel.recycle()
        classLoader = MainActivity::class.java.classLoader
    }
}

/** As it goes to another process. */
internal fun Bundle.bytes(): ByteArray {
    val parcel = Parcel.obtain()
    writeToParcel(parcel, 0)
    return parcel.marshall().also { parcel.recycle() }
}

/** The app, started anew in a process that knows nothing of the one before; [state] is what the platform kept. */
internal class Restarted(private val rule: ComposeTestRule, state: Bundle?) : AutoCloseable {
    private val controller = Robolectric.buildActivity(MainActivity::class.java).let { if (state == null) it.setup() else it.setup(state) }

    val activity: MainActivity get() = controller.get()

    val visit: RunningVisit get() = activity.visit

    /** The notice that it starts on. */
    fun notice() = visit.view.value.let { it.heading to (it.screen as Screen.Notice).v1 }

    fun press(label: String) {
        until { rule.onAllNodes(hasText(label)).fetchSemanticsNodes().size == 1 }
        rule.onNode(hasText(label)).performScrollTo().performClick()
    }

    fun until(isSo: () -> Boolean) = rule.until(isSo)

    override fun close() {
        controller.pause().stop().destroy()
    }
}

internal val MainActivity.held: Held get() = ViewModelProvider(this)[Held::class.java]

internal val MainActivity.visit: RunningVisit get() = held.visit!!

/** Waits until this is so, while the app goes on. */
internal fun ComposeTestRule.until(isSo: () -> Boolean) {
    val end = System.nanoTime() + 30_000_000_000
    while (true) {
        shadowOf(Looper.getMainLooper()).idle()
        waitForIdle()
        if (isSo()) return
        assertTrue("it has not come to be", System.nanoTime() < end)
        Thread.sleep(5)
    }
}

/** Every file of the app's own, with its size. */
internal fun appFiles(): Map<String, Long> {
    val data = ApplicationProvider.getApplicationContext<SceneApplication>().dataDir
    return data.walkTopDown().filter(File::isFile).associate { it.relativeTo(data).path to it.length() }
}

/** The PIN of the sample people's cards. */
internal const val PIN = "1234"
