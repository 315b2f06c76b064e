package jp.kyotaku.misbehaviour

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.visit.CardChannel
import jp.kyotaku.visit.CardReader
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.isActive

/** Where in a tap, in the tap's order. */
internal enum class Place {
    CONNECT,
    SELECT,
    TRIES_LEFT,
    VERIFY,
    READ,
    SIGN;

    companion object {
        /** All at which a command is sent. */
        val commands = entries - CONNECT

        fun of(command: ByteArray): Place = when (command[1].toInt()) {
            0xA4.toByte().toInt() -> SELECT
            0x20 -> if (command.size > 4) VERIFY else TRIES_LEFT
            0xB0.toByte().toInt() -> READ
            0x2A -> SIGN
            else -> error("a tap has no such command")
        }
    }
}

/** What happens at a place: it gets the way to the real card, which it may go or not. */
internal typealias Trouble = suspend (real: suspend () -> ByteArray) -> ByteArray

/**
 * The scene's card behind a reader that misbehaves where it was told to, once each, and that counts what it is asked.
 */
internal class RehearsedCard(scene: Scene) : CardReader {
    private val real = SceneReader(scene)
    private val troubles = ConcurrentHashMap<Place, Trouble>()

    /** Every channel that it made, oldest first. */
    val channels = CopyOnWriteArrayList<Channel>()

    /** Calls of [connect] that have begun. */
    val connects = AtomicInteger()

    /** Commands that were handed over. */
    val commands = AtomicInteger()

    /** VERIFY commands that were handed over. */
    val verifies = AtomicInteger()

    /** What a channel does when it is released, after it was. */
    @Volatile
    var whenReleased: () -> Unit = {}

    /** The next time that a tap comes there. What it returns at [Place.CONNECT] is not looked at. */
    fun at(place: Place, trouble: Trouble) {
        troubles[place] = trouble
    }

    override suspend fun connect(): CardChannel {
        connects.incrementAndGet()
        var channel: Channel? = null
        val open: suspend () -> ByteArray = {
            channel = Channel(real.connect()).also(channels::add)
            ByteArray(0)
        }
        troubles.remove(Place.CONNECT)?.invoke(open)
        if (channel == null) open()
        return channel!!
    }

    /** Waits until the stage has heard of every release. */
    fun awaitRelease() = real.awaitRelease()

    inner class Channel(private val real: CardChannel) : CardChannel {
        /** How often it was released. */
        val released = AtomicInteger()

        /**
         * Commands that the core sent after it was released. One that it sent before and gave up is none of them, though
         * its coroutine may get a thread only now: the core cancels it before it releases.
         */
        val late = AtomicInteger()

        override suspend fun transceive(command: ByteArray): ByteArray {
            commands.incrementAndGet()
            if (released.get() > 0 && currentCoroutineContext().isActive) late.incrementAndGet()
            val place = Place.of(command)
            if (place == Place.VERIFY) verifies.incrementAndGet()
            try {
                val trouble = troubles.remove(place) ?: return real.transceive(command)
                return trouble { real.transceive(command) }
            } finally {
                command.fill(0)
            }
        }

        /** Of short lengths only: an odd answer to a command of extended length would be asked for once more. */
        override fun properties() = real.properties().copy(extendedLength = false)

        override fun release() {
            released.incrementAndGet()
            real.release()
            whenReleased()
        }
    }
}
