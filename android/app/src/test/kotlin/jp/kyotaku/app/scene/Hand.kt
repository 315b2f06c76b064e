package jp.kyotaku.app.scene

import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.os.Looper
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.unit.toSize
import androidx.lifecycle.ViewModelProvider
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.Held
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.RunningVisit
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Astray
import jp.kyotaku.scenario.Control
import jp.kyotaku.scenario.Holder
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.scenario.Seen
import jp.kyotaku.scenario.Step
import jp.kyotaku.scenario.Verdict
import jp.kyotaku.scenario.controls
import jp.kyotaku.scenario.controlsOf
import jp.kyotaku.scenario.judge
import jp.kyotaku.scenario.reading
import jp.kyotaku.scenario.screenName
import jp.kyotaku.scenario.seen
import jp.kyotaku.scenario.waits
import kotlinx.serialization.json.JsonElement
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow

/**
 * Somebody who holds the phone: reads what is drawn on the app's real screens, presses what stands there as a finger does,
 * and lays the card down whenever the antenna is on. Whatever is drawn is compared with what the core says at every look.
 */
internal class Hand(
    val rule: ComposeTestRule,
    private val scene: Scene,
    /** The stage's reader in place of the phone's: for what no phone's reader says, [NotOfAPhone]. */
    private val reader: SceneReader? = null,
    /** What stands in the footer: the scenarios' own, where nothing else is said. */
    name: String = "kyotaku-scenarios",
    version: String = "1",
    /** Sees every screen that a step looks at, once it is as expected. */
    private val onLook: (Hand, Step.Look) -> Unit = { _, _ -> },
) : Holder {
    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()
    private val antenna: AntennaWatch
    private val card: CardInHand
    private val own: Set<String>

    val activity: ActivityScenario<MainActivity>

    private lateinit var held: Held

    /** The app's visit. */
    lateinit var visit: RunningVisit
        private set

    init {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        antenna = Shadow.extract(NfcAdapter.getDefaultAdapter(app))
        antenna.asInScenarios()
        card = CardInHand(scene, antenna)
        own = ownWords(app)
        SceneApplication.enrolled = Enrolment(scene.service, scene.token, "phone-1", name, version)
        WatchedVisit.forget()
        StageReader.inPlace = reader
        activity = ActivityScenario.launch(MainActivity::class.java)
        activity.onActivity { held = ViewModelProvider(it)[Held::class.java] }
        visit = held.visit!!
    }

    /** Whether the phone was left alone, and shows nothing of the visit. */
    val covered: Boolean get() = held.leftAlone.covered.value

    /** What the core says now. */
    fun view(): View = visit.view.value

    /** What is drawn now. */
    fun drawn(): Drawn {
        idle()
        val roots = rule.onAllNodes(isRoot()).fetchSemanticsNodes()
        val view = view()
        // Of what both say, the core's is meant.
        val onlyOwn = own - view.reading().toSet() - view.controls().map { it.label }.toSet()
        return Drawn(roots, Drawn.spoken(view), onlyOwn)
    }

    override fun seen(): Seen {
        val drawn = drawn()
        val view = view()
        return Seen(view.screenName, view.waits, drawn.lines, drawn.controls.map { it.label })
    }

    override fun look(expected: Step.Look, patience: Duration) {
        var why = ""
        await(patience, { why }) {
            when (val verdict = judge(expected, agreed())) {
                is Verdict.Fits -> true
                is Verdict.Never -> throw Astray(verdict.why)
                is Verdict.NotYet -> false.also { why = verdict.why }
            }
        }
        everyControlSendsItsEvent()
        onLook(this, expected)
        antenna.switchedOnAgain(app)
    }

    override fun press(label: String, of: String?) {
        val drawn = drawn()
        val view = view()
        val where = of?.let { " of 「$it」" }.orEmpty()
        val parts = (if (of == null) drawn.controls else drawn.choicesOf(of)).filter { it.label == label }
        if (parts.size != 1) throw Astray("there are ${parts.size} 「$label」$where to press")
        val control = (if (of == null) view.controls() else view.controlsOf(of)).single { it.label == label }
        touch(parts.single().node, control)
    }

    override fun typePin(digits: String) = type(digits, "Pin", "there is no PIN pad")

    override fun typeNumber(digits: String) = type(digits, "Number", "there is no pad for the 照合番号B")

    override fun direct(direction: JsonElement) {
        // It may wait for what only a main thread that goes on brings about.
        val done = CompletableFuture.runAsync { scene.direct(direction) }
        await(PATIENCE, { "the stage direction has not taken effect" }, done::isDone) { done.isDone }
        try {
            done.get()
        } catch (failed: ExecutionException) {
            throw failed.cause ?: failed
        }
    }

    override fun troubles(): List<String> = card.troubles + reader?.troubles.orEmpty()

    override fun close() {
        activity.close()
        card.close()
        reader?.awaitRelease()
    }

    /**
     * Waits until this is so; in the meantime the app goes on, and the card is laid down where the antenna is on. It is asked
     * again whenever the app has done something, or this is `done`.
     */
    fun await(
        patience: Duration = PATIENCE,
        what: () -> String = { view().seen().described() },
        done: () -> Boolean = { false },
        isSo: () -> Boolean,
    ) {
        val end = System.nanoTime() + patience.toNanos()
        while (true) {
            idle()
            if (isSo()) return
            while (shadowOf(Looper.getMainLooper()).isIdle && !card.isCalledFor() && !done()) {
                if (System.nanoTime() > end) throw Astray("${what()}; waited ${patience.toSeconds()} s")
                Thread.sleep(BETWEEN_LOOKS_MS)
            }
        }
    }

    /** What is drawn, once it is what the core says: a change is drawn in the frame after it. */
    private fun agreed(): Seen {
        val end = System.nanoTime() + TO_BE_DRAWN.toNanos()
        while (true) {
            val seen = seen()
            val view = view()
            val offers = view.controls().map { it.label }
            if (seen.lines == view.reading() && seen.offers == offers) return seen
            if (System.nanoTime() < end) continue
            throw Astray("what is drawn is not what the core says:\n${view.seen().described()}")
        }
    }

    private fun everyControlSendsItsEvent() {
        for ((part, control) in drawn().controls.zip(view().controls())) {
            val sent = WatchedVisit.trying { rule.runOnUiThread { part.node.config[SemanticsActions.OnClick].action?.invoke() } }
            if (sent != listOf(control.event)) throw Astray("「${part.label}」 sends other events than its own: $sent")
        }
    }

    private fun type(digits: String, screen: String, without: String) {
        for (digit in digits) {
            val view = view()
            if (view.screenName != screen) throw Astray(without)
            val key = view.controls().find { it.label == digit.toString() } ?: throw Astray("the pad has no key 「$digit」")
            val parts = drawn().controls.filter { it.label == key.label }
            touch(parts.singleOrNull()?.node ?: throw Astray("the pad has no key 「$digit」"), key)
        }
    }

    /** As a finger does: brings it into sight, touches it, and so sends this event and no other. */
    private fun touch(node: SemanticsNode, control: Control) {
        val before = WatchedVisit.sent.size
        val there = rule.onNode(SemanticsMatcher("the control 「${control.label}」") { it.id == node.id })
        if (node.boundsInRoot.size != node.size.toSize()) there.performScrollTo()
        there.performClick()
        idle()
        val sent = WatchedVisit.sent.drop(before)
        if (sent != listOf(control.event)) throw Astray("「${control.label}」 was pressed, and sent ${sent.size} events")
    }

    private fun idle() {
        shadowOf(Looper.getMainLooper()).idle()
        card.attend()
        rule.waitForIdle()
    }

    private companion object {
        const val BETWEEN_LOOKS_MS = 5L
        val TO_BE_DRAWN: Duration = Duration.ofSeconds(5)
    }
}
