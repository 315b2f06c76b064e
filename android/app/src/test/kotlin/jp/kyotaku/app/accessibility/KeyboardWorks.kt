package jp.kyotaku.app.accessibility

import android.view.KeyEvent
import android.view.View
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.unit.dp
import org.robolectric.util.ReflectionHelpers

/**
 * Who presses Tab again and again, or a switch that does, comes to every control and to nothing else, in the order in which
 * TalkBack reads them, and sees where they are: what is drawn of the focus has 3:1 to what stood there without it, on as much as an
 * outline of 1 dp round the control has.
 */
internal object KeyboardWorks : Rule {
    private const val NEEDED = 3.0
    private val AROUND = 6.dp

    override fun check(screen: WholeScreen): List<String> {
        val expected = screen.stops().filter { it.isControl }
        val without = expected.map { screen.pixels(it.surroundings(screen)) }
        screen.touchMode(false)
        screen.settle()
        val complaints = mutableListOf<String>()
        expected.forEachIndexed { place, control ->
            screen.tab(first = place == 0)
            val focused = screen.focused()
            val reached = focused.singleOrNull { it.id == control.id }
            if (reached == null) {
                complaints += "Tab number ${place + 1} leads to ${focused.map { it.words }}, and not to ${control.words}"
            } else {
                complaints += listOfNotNull(reached.unseen(screen, without[place]))
            }
        }
        screen.touchMode(true)
        return complaints
    }

    /** As Android does: where nothing has the focus yet, it goes to the first that can have it. */
    private fun WholeScreen.tab(first: Boolean) {
        if (first) {
            if (focused().isEmpty()) host.requestFocus(View.FOCUS_FORWARD)
            settle()
            // A pad has the focus itself, so that digits can be typed by a keyboard: the first Tab leaves it.
            if (focused().isNotEmpty()) return
        }
        host.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_TAB))
        host.dispatchKeyEvent(KeyEvent(KeyEvent.ACTION_UP, KeyEvent.KEYCODE_TAB))
        settle()
    }

    /** As the window does when a key is pressed, and when the screen is touched. */
    private fun WholeScreen.touchMode(on: Boolean) {
        val window = ReflectionHelpers.callInstanceMethod<Any>(host, "getViewRootImpl")
        val mode = ReflectionHelpers.ClassParameter.from(Boolean::class.javaPrimitiveType, on)
        ReflectionHelpers.callInstanceMethod<Any>(window, "ensureTouchMode", mode)
    }

    private fun WholeScreen.focused() = nodes.filter { it.config.getOrNull(SemanticsProperties.Focused) == true }

    private fun SemanticsNode.unseen(screen: WholeScreen, without: Pixels): String? {
        val part = surroundings(screen)
        val with = screen.pixels(part)
        val seen = (part.top.toInt() until part.bottom.toInt()).sumOf { y ->
            (part.left.toInt() until part.right.toInt()).count { x ->
                val now = with.at(x, y)
                val before = without.at(x, y)
                now != null && before != null && now != before && contrast(now, before) >= NEEDED
            }
        }
        val outline = with(screen.density) { (place.width + place.height) * 2 * 1.dp.toPx() }
        return "the focus on $words changes $seen pixels by $NEEDED:1, and an outline has ${outline.toInt()}".takeIf { seen < outline }
    }

    private fun SemanticsNode.surroundings(screen: WholeScreen) = with(screen.density) { place.inflate(AROUND.toPx()) }
}
