package jp.kyotaku.trial

import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.scenario.controls
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.Settings
import kotlin.system.exitProcess
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

private val PRESSES = listOf("訪問診療等") + "1234".map { it.toString() } + listOf(
    "次へ（カードをかざす）",
    "同意登録へ進む（患者に画面を向ける）",
    "すべての項目に同意する",
    "確認へ進む",
    "同意内容に登録する",
    "終了する",
)

/**
 * One visit, from the mode to the receipt, through the code that R8 has shrunken and the library as it ships: what the rules
 * forget to keep, JNA does not find here. It ends well if the service has registered what was confirmed.
 */
fun main() {
    val isRegistered = Scene.set(JsonObject(mapOf("patient" to JsonPrimitive("valid")))).use { scene ->
        val reader = SceneReader(scene)
        play(Settings(scene.service, scene.token, Origin(Channel.VISIT_APP, "kyotaku-trial", "1", "phone-1"), null, Antenna.UNKNOWN), reader)
        check(reader.troubles.isEmpty()) { "the reader's troubles: ${reader.troubles}" }
        scene.registered().size == 1
    }
    println(if (isRegistered) "the trial: one visit, one registration" else "the trial: nothing is registered")
    exitProcess(if (isRegistered) 0 else 1)
}

private fun play(settings: Settings, reader: SceneReader) {
    val changes = LinkedBlockingQueue<Unit>()
    val observer = object : Observer {
        override fun changed() {
            changes.put(Unit)
        }
    }
    Kyotaku(settings, reader, observer).use { visit ->
        for (label in PRESSES) {
            var view = visit.view()
            while (view.controls().none { it.label == label }) {
                checkNotNull(changes.poll(60, TimeUnit.SECONDS)) { "`$label` is not offered, but ${view.controls().map { it.label }}" }
                view = visit.view()
            }
            visit.dispatch(view.controls().first { it.label == label }.event)
        }
        visit.shutdown()
    }
}
