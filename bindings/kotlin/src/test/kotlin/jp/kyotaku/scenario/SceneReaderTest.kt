package jp.kyotaku.scenario

import java.net.InetAddress
import java.net.ServerSocket
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The adapter between the core and a card is what every shell has to write; here is how it is to behave. */
class SceneReaderTest {
    @Test
    fun `whatever is thrown becomes a link that failed, an Error too, and is kept for whoever looks`() = runBlocking {
        // One that nobody cancelled: the request's, not the visit's.
        for (thrown in listOf(IllegalStateException("TEST-ONLY"), StackOverflowError(), CancellationException())) {
            val troubles = mutableListOf<String>()
            assertThrows(LinkException.Failed::class.java) { runBlocking { link(troubles) { throw thrown } } }
            assertEquals(listOf(thrown.toString()), troubles)
        }
    }

    @Test
    fun `a link error and a cancellation stay what they are`() = runBlocking {
        val troubles = mutableListOf<String>()
        assertThrows(LinkException.Mute::class.java) { runBlocking { link(troubles) { throw LinkException.Mute() } } }
        val waiting = async(start = CoroutineStart.UNDISPATCHED) { link(troubles) { awaitCancellation() } }
        waiting.cancel()
        assertThrows(CancellationException::class.java) { runBlocking { waiting.await() } }
        assertEquals(emptyList<String>(), troubles)
    }

    @Test
    fun `a command is sent once and overwritten, and the card is released once`() = runBlocking {
        Scene.set(parsed("given", """{"patient": "valid"}""")).use { scene ->
            val reader = SceneReader(scene)
            val channel = reader.connect()
            val command = byteArrayOf(0, 0x20, 0, 0x80.toByte())
            channel.transceive(command)
            assertArrayEquals(ByteArray(4), command)
            assertEquals(1, scene.card().getValue("commands").jsonPrimitive.int)

            assertEquals(1, scene.card().getValue("channels").jsonPrimitive.int)
            channel.release()
            reader.awaitRelease()
            assertEquals(0, scene.card().getValue("channels").jsonPrimitive.int)
            assertEquals(emptyList<String>(), reader.troubles.toList())

            channel.release()
            assertThrows(LinkException.Failed::class.java) { runBlocking { channel.transceive(command) } }
            assertEquals(
                listOf("released twice", "java.lang.IllegalStateException: a command after the release"),
                reader.troubles.toList(),
            )
            assertEquals(1, scene.card().getValue("commands").jsonPrimitive.int)
        }
    }

    @Test
    fun `a stage that answers otherwise is a trouble, and a failed link to the core`() = runBlocking {
        val scene = Scene.set(parsed("given", """{"patient": "valid"}"""))
        scene.close()
        val reader = SceneReader(scene)
        assertThrows(LinkException.Failed::class.java) { runBlocking { reader.connect() } }
        assertEquals(
            listOf("java.lang.IllegalStateException: the stage answers 404: there is no such scene"),
            reader.troubles.toList(),
        )
    }

    @Test
    fun `whoever cancels a call to the card ends the request`() = runBlocking {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { card ->
            val request = Stage.post("http://127.0.0.1:${card.localPort}/", ByteArray(0))
            val call = async(start = CoroutineStart.UNDISPATCHED) { Stage.wait(request) }
            card.accept().use { connection ->
                connection.soTimeout = PATIENCE.toMillis().toInt()
                assertTrue(connection.getInputStream().read() >= 0)
                call.cancel()
                // To the end of what it sent, which would not come while it waits.
                assertTrue(connection.getInputStream().readAllBytes().isNotEmpty())
            }
        }
    }
}
