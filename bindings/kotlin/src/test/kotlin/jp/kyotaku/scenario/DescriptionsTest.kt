package jp.kyotaku.scenario

import java.lang.reflect.Modifier
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Event
import jp.kyotaku.core.Footer
import jp.kyotaku.core.Origin
import jp.kyotaku.core.Steps
import jp.kyotaku.core.View
import jp.kyotaku.visit.Settings
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a careless log line would say: of a view, an event and the settings no more than what it is. */
class DescriptionsTest {
    @Test
    fun `no view of a visit, and nothing in one, describes what it holds`() {
        val views = viewsOfAVisit()
        assertEquals(
            listOf("Mode", "Number", "Compare", "Pin", "Eligibility", "Input", "Input", "Confirm", "Done") +
                listOf("Eligibility", "Revoke", "Revoke", "Confirm", "Done"),
            views.map { it.screenName },
        )
        for (view in views) {
            assertEquals("View", view.toString())
            // It has nothing to hide, and shows that this search finds what a description says.
            assertTrue(view.footer.held().all { it in view.footer.toString() })
            val described = view.within().filter { it !is Footer && it !is Steps }
            assertTrue(described.size > 5) { "${view.screenName}: ${described.size}" }
            for (thing in described) {
                val description = thing.toString()
                for (held in thing.held()) {
                    assertFalse(held in description) { "${thing.javaClass.simpleName} says 「$held」: $description" }
                }
            }
        }
    }

    @Test
    fun `an event tells neither a digit nor an answer, whichever it is`() {
        val events = viewsOfAVisit().flatMap { it.controls() }.map { it.event }.distinct()
        // Ten digits and three more; two answers to each of five questions, to all, and one more.
        assertEquals(13, events.count { it is Event.Pin })
        assertEquals(13, events.count { it is Event.Input })
        for ((kind, same) in events.groupBy { it.javaClass }) {
            assertEquals(1, same.map { it.toString() }.distinct().size, kind.simpleName)
        }
    }

    @Test
    fun `the settings describe no part of themselves`() {
        val origin = Origin(Channel.VISIT_APP, "an-app", "1", "a-device")
        val root = "TEST-ONLY-root".toByteArray()
        val settings = Settings("http://127.0.0.1:1/", "TEST-ONLY-token", origin, root, Antenna.MIDDLE)
        assertEquals("Settings", settings.toString())
    }

    private fun viewsOfAVisit(): List<View> = Scene.set(parsed("given", """{"patient": "valid"}""")).use { scene ->
        Actor(scene).use { actor ->
            fun after(screen: String, vararg presses: String): View {
                for (label in presses) actor.press(label)
                actor.look(Step.Look(screen))
                return actor.view()
            }
            val mode = after("Mode")
            actor.press("訪問診療等")
            // Without the PIN first, and back to it.
            actor.press("暗証番号を使わずに確認する（目視）")
            actor.typeNumber("15051220351942")
            val number = after("Number")
            val compare = after("Compare", "次へ（カードをかざす）")
            repeat(2) { actor.press("戻る") }
            actor.typePin("1234")
            val registered = listOf(
                mode,
                number,
                compare,
                after("Pin"),
                after("Eligibility", "次へ（カードをかざす）"),
                after("Input", "同意登録へ進む（患者に画面を向ける）"),
                after("Input", "すべての項目に同意する"),
                after("Confirm", "確認へ進む"),
                after("Done", "同意内容に登録する"),
            )
            // And once more, to revoke it.
            after("Mode", "終了する")
            actor.press("訪問診療等")
            actor.typePin("1234")
            registered + listOf(
                after("Eligibility", "次へ（カードをかざす）"),
                after("Revoke", "登録済みの同意を取り消す"),
                after("Revoke", "すべての同意", "患者の希望による取り消し"),
                after("Confirm", "確認へ進む"),
                after("Done", "取り消す"),
            )
        }
    }

    /** The thing itself and everything of the core's in it, at any depth. */
    private fun Any.within(): List<Any> = when (this) {
        is List<*> -> filterNotNull().flatMap { it.within() }
        is Enum<*> -> emptyList()
        else -> if (isOfTheCore()) listOf(this) + parts().flatMap { it.within() } else emptyList()
    }

    /** The texts, numbers and enum values in it, at any depth. */
    private fun Any.held(): List<String> = when (this) {
        is String -> listOf(this)
        is Number -> listOf(toString())
        is Enum<*> -> listOf(name, name.replace("_", ""))
        is List<*> -> filterNotNull().flatMap { it.held() }
        else -> parts().flatMap { it.held() }
    }.filter { it.isNotEmpty() }

    private fun Any.isOfTheCore() = javaClass.packageName == View::class.java.packageName

    private fun Any.parts(): List<Any> {
        if (!isOfTheCore()) return emptyList()
        val fields = javaClass.declaredFields.filter { !Modifier.isStatic(it.modifiers) }
        return fields.mapNotNull { field -> field.apply { isAccessible = true }.get(this) }
    }
}
