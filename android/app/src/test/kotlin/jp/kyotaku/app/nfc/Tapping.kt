package jp.kyotaku.app.nfc

import jp.kyotaku.core.Antenna as Position
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Stage
import jp.kyotaku.scenario.controls
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.Assert.assertEquals

/** A visit of the real core's over the phone's reader, without a screen: it presses what the view offers. */
internal class Tapping(private val scene: Scene) : Observer, AutoCloseable {
    /** Whether NFC is on. */
    @Volatile
    var isOn = true

    val reader = PhoneReader(Position.UPPER_EDGE) { isOn }

    private val origin = Origin(Channel.VISIT_APP, "kyotaku-scenarios", "1", "phone-1")

    private val core = Kyotaku(
        Settings(scene.service, scene.token, origin, trustedRoots = null, Position.UPPER_EDGE),
        reader,
        this,
    )

    /** Nobody draws here: the view is looked at until it is so. */
    override fun changed() = Unit

    override fun close() = core.use { it.shutdown() }

    inline fun <reified S : Screen> await(): S {
        eventually("${S::class.simpleName} stands, and not ${core.view().heading}") { core.view().screen is S }
        return core.view().screen as S
    }

    fun press(label: String) {
        eventually("$label can be pressed") { core.view().controls().count { it.label == label } == 1 }
        core.dispatch(core.view().controls().single { it.label == label }.event)
    }

    fun typePin() {
        "1234".forEach { press(it.toString()) }
        press("次へ（カードをかざす）")
    }

    /** From the start to a card that is waited for. */
    fun toTheCard() {
        press("訪問診療等")
        typePin()
    }

    fun view(): View = core.view()

    /** Lays a card down, once one is wanted. */
    fun lay(card: FakeCard) {
        eventually("a card is wanted") { reader.wanted.value != null }
        reader.wanted.value!!.discovered(card.tag)
    }

    /** What the last notice says of what is unchanged, if this is its heading and nothing is registered. */
    fun assertNotice(heading: String): String {
        val notice = await<Screen.Notice>().v1
        assertEquals(heading, core.view().heading)
        assertEquals("[]", scene.registered().toString())
        return notice.unchanged
    }
}

/** What happens to the scene's card, at an exchange: it gets the way to the card, which it may go or not. */
internal typealias Trouble = (real: () -> ByteArray) -> ByteArray?

/** The scene's card, at whose exchange number [at] this happens; the first is 0. */
internal fun cardOf(
    scene: Scene,
    at: Int = -1,
    onCommand: (ByteArray) -> Unit = {},
    trouble: Trouble = { it() },
): FakeCard {
    val opened = Json.parseToJsonElement(Stage.ask(Stage.post("${scene.address}/card/connect", ByteArray(0)), 201)).jsonObject
    val channel = opened.getValue("channel").jsonPrimitive.content
    var exchanges = 0
    return FakeCard { command ->
        onCommand(command)
        val real = { Stage.tell(Stage.post("${scene.address}/card/$channel/transceive", command)).get().body() }
        if (exchanges++ == at) trouble(real) else real()
    }
}

/** VERIFY with a secret; without one it only asks for the tries left. */
internal fun isVerify(command: ByteArray) = command[1].toInt() == 0x20 && command.size > 4

/** How often a PIN was presented to the scene's card. */
internal fun verifiesOf(scene: Scene): Int = scene.card().getValue("verify").jsonPrimitive.int

/** How many commands reached it. */
internal fun commandsOf(scene: Scene): Int = scene.card().getValue("commands").jsonPrimitive.int
