package jp.kyotaku.app.part

import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.runtime.Composable
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.theme.KyotakuTheme
import jp.kyotaku.app.theme.TypeFor
import jp.kyotaku.core.Audience
import jp.kyotaku.core.Button
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event
import jp.kyotaku.core.Weight
import org.junit.After
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config

/** A part of a screen, drawn alone. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "ja-rJP-w360dp-h780dp-port-notnight-xhdpi")
abstract class DrawnTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    internal val sent = mutableListOf<Event>()

    private var shown: ActivityController<ComponentActivity>? = null

    internal fun draw(part: @Composable () -> Unit) {
        val activity = Robolectric.buildActivity(ComponentActivity::class.java).setup().also { shown = it }.get()
        activity.setContent { KyotakuTheme { TypeFor(Audience.PATIENT, part) } }
        rule.waitForIdle()
    }

    @After
    fun close() {
        shown?.close()
    }

    // An event is told from another by being itself: what it stands for is not looked at.
    internal fun button(label: String, event: Event = Event.Back) = Button(label, event, Weight.SECONDARY)

    internal fun choice(label: String, selected: Boolean = false) = Choice(label, Event.Back, selected)
}
