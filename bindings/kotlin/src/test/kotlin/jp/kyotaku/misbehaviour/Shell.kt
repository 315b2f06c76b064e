package jp.kyotaku.misbehaviour

import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.ReentrantLock
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.scenario.controls
import jp.kyotaku.scenario.parsed
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import kotlin.concurrent.withLock

/**
 * A visit as a shell holds it. It presses what stands on the view, found by its words, and waits for what the observer
 * tells.
 *
 * @param misbehaves what its observer does, after it has told the test.
 */
internal class Shell(
    val scene: Scene,
    val reader: CardReader = SceneReader(scene),
    private val misbehaves: (Shell) -> Unit = {},
) : Observer, AutoCloseable {
    private val lock = ReentrantLock()
    private val told = lock.newCondition()

    /** How many calls of the observer have begun. */
    @Volatile
    var changes = 0L
        private set

    val visit = Kyotaku(settingsOf(scene), reader, this)

    override fun changed() {
        lock.withLock {
            changes += 1
            told.signalAll()
        }
        misbehaves(this)
    }

    override fun close() = visit.close()

    /** Waits until the view is one that holds. */
    fun await(what: String, holds: (View) -> Boolean): View {
        val end = System.nanoTime() + PATIENCE.toNanos()
        while (true) {
            val before = changes
            val view = visit.view()
            if (holds(view)) return view
            lock.withLock {
                while (changes == before) {
                    val left = end - System.nanoTime()
                    check(left > 0) { "waited for $what; there stands ${view.heading}" }
                    told.await(left, TimeUnit.NANOSECONDS)
                }
            }
        }
    }

    inline fun <reified S : Screen> await(): View = await(S::class.simpleName!!) { it.screen is S }

    /** Presses the control with these words, as the view is now; on 1 入力 a question's own, if one is named. */
    fun press(label: String, of: String? = null): View {
        val view = visit.view()
        val event = if (of == null) {
            view.controls().single { it.label == label }.event
        } else {
            val question = (view.screen as Screen.Input).v1.questions.single { it.label == of }
            question.choices.single { it.label == label }.event
        }
        return visit.dispatch(event)
    }

    /** From the start of a visit to a card that is waited for. */
    fun toTheCard(pin: String = SAMPLE_PIN): View {
        await<Screen.Mode>()
        press("訪問診療等")
        return typePin(pin)
    }

    /** Types the PIN on the pad, and goes on. */
    fun typePin(pin: String = SAMPLE_PIN): View {
        for (digit in pin) press(digit.toString())
        return press("次へ（カードをかざす）")
    }

    /** From the tap, once it succeeds, to 1 入力. */
    fun toTheForm(): View {
        val eligibility = await<Screen.Eligibility>().screen as Screen.Eligibility
        // Its words tell a first consent from one that is given anew.
        return press(eligibility.v1.buttons.first().label)
    }

    /** From 1 入力 to a registration that is out. */
    fun register(): View {
        press("すべての項目に同意する")
        press("確認へ進む")
        return press("同意内容に登録する")
    }

    /** From a tap that is under way to 3 完了. */
    fun toTheEnd(): View {
        toTheForm()
        register()
        return await("完了") { it.heading == "同意登録" && it.screen is Screen.Done }
    }
}

/** A scene with a patient whose card and eligibility are good; [more] is more of a scenario's `given`. */
internal fun theScene(more: String = ""): Scene = Scene.set(parsed("given", """{"patient": "valid"$more}"""))

/** The PIN of the sample people's cards. */
internal const val SAMPLE_PIN = "1234"

internal fun settingsOf(scene: Scene) = Settings(
    scene.service,
    scene.token,
    Origin(Channel.VISIT_APP, "kyotaku-scenarios", "1", "phone-1"),
    trustedRoots = null,
    Antenna.UPPER_EDGE,
)

/** A whole visit on a new object, with the scene's own card: to 3 完了. */
internal fun Scene.visitWithoutTrouble() = Shell(this).use {
    it.toTheCard()
    it.toTheEnd()
}
