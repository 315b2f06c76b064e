package jp.kyotaku.misbehaviour

import java.nio.ByteBuffer
import jp.kyotaku.core.FfiConverterTypeView
import jp.kyotaku.core.View
import jp.kyotaku.scenario.PATIENCE
import jp.kyotaku.scenario.Scene
import jp.kyotaku.visit.uniffiForeignFutureHandleCount
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** Every text of a view, also those that are not drawn: it is written as it crosses to the core, and read as UTF-8. */
internal fun everythingIn(view: View): String {
    val bytes = ByteBuffer.allocate(FfiConverterTypeView.allocationSize(view).toInt())
    FfiConverterTypeView.write(view, bytes)
    return String(bytes.array(), 0, bytes.position(), Charsets.UTF_8)
}

internal fun nothingIsRegistered(scene: Scene) = assertEquals("[]", scene.registered().toString())

internal fun eachChannelIsReleasedOnce(card: RehearsedCard) {
    for (channel in card.channels) {
        assertEquals(1, channel.released.get(), "released")
        assertEquals(0, channel.late.get(), "commands after release")
    }
}

/** Waits until no call of the core's to a reader is under way in this JVM. */
internal fun noCoroutineIsLeft() = eventually("no coroutine is left") { uniffiForeignFutureHandleCount() == 0 }

/** A number from the stage's answers. */
internal fun JsonObject.number(key: String): Int = getValue(key).jsonPrimitive.int

/** For what nobody tells of when it comes true. */
internal fun eventually(what: String, holds: () -> Boolean) {
    val end = System.nanoTime() + PATIENCE.toNanos()
    while (!holds()) {
        assertTrue(System.nanoTime() < end, what)
        Thread.sleep(10)
    }
}
