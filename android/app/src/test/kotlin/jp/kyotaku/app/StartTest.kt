package jp.kyotaku.app

import android.os.Handler
import android.os.Looper
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ApplicationProvider
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import jp.kyotaku.app.life.DoubtFile
import jp.kyotaku.app.life.aPatient
import jp.kyotaku.app.life.until
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.emptyFlow
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotSame
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** A visit is started on a thread of the background, as on a phone, and the core begins to work before it is all made. */
@RunWith(RobolectricTestRunner::class)
class StartTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<KyotakuApplication>()
    private val main = Looper.getMainLooper()

    @Test
    fun `what the core tells while it is made harms nobody, and then the screen that stands is shown`() = aPatient().use { scene ->
        var told = false
        val held = started(scene) { observer, made ->
            assertNotSame("not on the main thread", main.thread, Thread.currentThread())
            observer.changed()
            theMainThreadHasHeardIt()
            told = true
            made()
        }
        rule.until { held.visit?.view?.value?.screen is Screen.Mode }
        assertTrue(told)
        held.visit!!.end()
    }

    @Test
    fun `after its end nothing more is shown`() = aPatient().use { scene ->
        lateinit var told: Observer
        val held = started(scene) { observer, made ->
            told = observer
            made()
        }
        rule.until { held.visit?.view?.value?.screen is Screen.Mode }
        val visit = held.visit!!
        val last = visit.view.value
        visit.end()
        told.changed()
        rule.waitForIdle()
        assertEquals(last, visit.view.value)
    }

    /** A visit of this scene; [make] makes the core, on the thread that it is started on. */
    private fun started(scene: Scene, make: (Observer, () -> Kyotaku) -> Kyotaku): Held {
        val enrolment = Enrolment(scene.service, scene.token, "phone-1", "kyotaku-scenarios", "1")
        return Held(null, Dispatchers.IO, setAnew = emptyFlow()) { interrupted ->
            RunningVisit.start(enrolment, PhoneReader.of(app), DoubtFile(app), interrupted) { settings, reader, observer ->
                make(observer) { Kyotaku(settings, reader, observer) }
            }
        }
    }

    private fun theMainThreadHasHeardIt() {
        val heard = CountDownLatch(1)
        Handler(main).post(heard::countDown)
        check(heard.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) { "the main thread does not go on" }
    }
}
