package jp.kyotaku.app.accessibility

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityManager
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.node.RootForTest
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.unit.Density
import kotlin.math.ceil
import org.robolectric.Shadows.shadowOf

/**
 * A screen as it stands, all of it: the window is laid out as high as what can be scrolled to, so that nothing is hidden by
 * its place. What a screen reader gets of it, and its pixels. In the window's own pixels.
 */
internal class WholeScreen(
    private val activity: Activity,
    /** Words that change without a press: a screen reader is to say them by itself. */
    val changing: List<String> = emptyList(),
    /** Lets the app do what it has to do. */
    private val settle: () -> Unit,
) {
    private val decor: View = activity.window.decorView
    private val width = decor.width

    /** How high the window really is. */
    val windowHeight = decor.height

    /** The view that Compose draws into. */
    val host: View = requireNotNull(decor.composed()) { "nothing is composed here" }
    private val composed = host as RootForTest
    private val accessibility = shadowOf(activity.getSystemService(AccessibilityManager::class.java))

    /** All of it, as it is laid out now. */
    val window: Rect get() = Rect(0f, 0f, decor.width.toFloat(), decor.height.toFloat())

    /** dp and sp in pixels. */
    val density: Density get() = composed.density

    init {
        accessibility.setEnabled(true)
        composed.forceAccessibilityForTesting(true)
        unroll()
    }

    /** What a screen reader stops at, and what holds it. */
    val nodes: List<SemanticsNode> get() = composed.semanticsOwner.rootSemanticsNode.withAllBelow()

    /** Every piece of it, not merged: each text by itself. */
    val pieces: List<SemanticsNode> get() = composed.semanticsOwner.unmergedRootSemanticsNode.withAllBelow()

    /** What can be pressed. */
    val controls: List<SemanticsNode> get() = nodes.filter { it.isControl }

    /** How much of the height is left for what scrolls, as the window really is; null where nothing does. */
    val roomToScroll: Float? = roll { pieces.filter { it.scrolls }.minOfOrNull { it.boundsInRoot.height } }

    /** The window's pixels, drawn now. */
    fun pixels(): Pixels = pixels(window)

    /** The pixels of a part of the window, drawn now. */
    fun pixels(part: Rect): Pixels = Pixels(bitmap(part), part.left.toInt(), part.top.toInt())

    /** The same as a picture, drawn so much smaller. */
    fun bitmap(part: Rect = window, scale: Float = 1f): Bitmap {
        val bitmap = Bitmap.createBitmap((part.width * scale).toInt(), (part.height * scale).toInt(), Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap)
        canvas.scale(scale, scale)
        canvas.translate(-part.left.toInt().toFloat(), -part.top.toInt().toFloat())
        decor.draw(canvas)
        return bitmap
    }

    /** Waits until the app has done what it has to do, and looks at all of it again. */
    fun settle() {
        settle.invoke()
        unroll()
    }

    /** Puts the window back. */
    fun leave() {
        roll { }
        composed.forceAccessibilityForTesting(false)
        accessibility.setEnabled(false)
    }

    private fun <T> roll(look: () -> T): T {
        val unrolled = decor.height
        lay(windowHeight)
        return look().also { lay(unrolled) }
    }

    private fun unroll() {
        // As often as what was hidden hides more.
        repeat(40) {
            val hidden = pieces.filter { it.scrolls }.maxOfOrNull { it.config[SemanticsProperties.VerticalScrollAxisRange].maxValue() } ?: 0f
            if (hidden <= 0f) return
            lay(decor.height + ceil(hidden).toInt())
        }
        error("what scrolls has no end")
    }

    private fun lay(height: Int) {
        if (decor.height == height && !decor.isLayoutRequested) return
        decor.measure(View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY), View.MeasureSpec.makeMeasureSpec(height, View.MeasureSpec.EXACTLY))
        decor.layout(0, 0, width, height)
    }
}

/** Where it stands, whether or not something hides a part of it. */
internal val SemanticsNode.place: Rect get() = Rect(positionInRoot, Size(size.width.toFloat(), size.height.toFloat()))

/** Whether it can be pressed. */
internal val SemanticsNode.isControl get() = SemanticsActions.OnClick in config

/** What a screen reader says of it: its own words in place of its texts, where it has some. */
internal val SemanticsNode.said: List<String>
    get() = config.getOrNull(SemanticsProperties.ContentDescription) ?: config.getOrNull(SemanticsProperties.Text)?.map { it.text }.orEmpty()

/** Its words, for complaints. */
internal val SemanticsNode.words: String get() = said.joinToString(" ").ifBlank { "node $id" }.let { "「$it」" }

/** Those around it, the nearest first. */
internal val SemanticsNode.around: Sequence<SemanticsNode> get() = generateSequence(parent) { it.parent }

private val SemanticsNode.scrolls get() = SemanticsProperties.VerticalScrollAxisRange in config

private fun SemanticsNode.withAllBelow(): List<SemanticsNode> = listOf(this) + children.flatMap { it.withAllBelow() }

private fun View.composed(): View? = when {
    this is RootForTest -> this
    this is ViewGroup -> (0 until childCount).firstNotNullOfOrNull { getChildAt(it).composed() }
    else -> null
}
