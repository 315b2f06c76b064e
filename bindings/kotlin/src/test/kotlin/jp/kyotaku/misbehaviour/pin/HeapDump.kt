package jp.kyotaku.misbehaviour.pin

import java.io.BufferedInputStream
import java.io.DataInputStream
import java.nio.ByteBuffer
import java.nio.file.Path
import kotlin.io.path.inputStream

/**
 * A heap dump of the JVM's, in the format that its `hprof` has: every array of numbers or characters, and every array
 * of boxed ones. A string is an array of bytes there; a list, an array of references.
 */
internal class HeapDump(private val file: Path) {
    private val names = HashMap<Long, String>()
    private val classes = HashMap<Long, String>()

    /** The numbers that boxed ones hold, by the addresses of their objects. */
    private val boxed = HashMap<Long, Int>()

    /** How often the PIN stands in it. */
    fun search(pin: String): Finds {
        read(ofInstances = true)
        val finds = HashMap<Form, Int>()
        fun look(bytes: ByteArray) {
            for (form in Form.entries) finds.merge(form, form.count(pin.toInt(), bytes), Int::plus)
        }
        read(ofInstances = false, ::look)
        return finds
    }

    private fun read(ofInstances: Boolean, look: (ByteArray) -> Unit = {}) {
        DataInputStream(BufferedInputStream(file.inputStream(), 1 shl 20)).use { dump ->
            // The format's name, which ends with a zero.
            do { val character = dump.read() } while (character > 0)
            check(dump.readInt() == Long.SIZE_BYTES) { "addresses have eight bytes" }
            dump.readLong()
            while (true) {
                val tag = dump.read()
                if (tag < 0) return
                dump.readInt()
                val length = Integer.toUnsignedLong(dump.readInt())
                when (tag) {
                    NAME -> names[dump.readLong()] = String(dump.bytes(length - 8))
                    CLASS -> {
                        dump.readInt()
                        val address = dump.readLong()
                        dump.readInt()
                        classes[address] = names.getValue(dump.readLong())
                    }
                    SEGMENT, WHOLE -> Segment(dump, length, ofInstances, look).read()
                    else -> dump.skipNBytes(length)
                }
            }
        }
    }

    private inner class Segment(
        private val dump: DataInputStream,
        private var left: Long,
        private val ofInstances: Boolean,
        private val look: (ByteArray) -> Unit,
    ) {
        fun read() {
            while (left > 0) {
                when (val tag = take(1)[0].toInt() and 0xFF) {
                    0xFF, 0x05, 0x07 -> skip(8)
                    0x01 -> skip(16)
                    0x02, 0x03, 0x08 -> skip(16)
                    0x04, 0x06 -> skip(12)
                    0x20 -> ofAClass()
                    0x21 -> ofAnInstance()
                    0x22 -> ofReferences()
                    0x23 -> ofNumbers()
                    else -> error("a heap dump has no record $tag")
                }
            }
        }

        private fun ofAClass() {
            skip(7 * 8 + 2 * 4)
            repeat(short()) {
                skip(2)
                skip(widthOf(take(1)[0]))
            }
            repeat(short()) {
                skip(8)
                skip(widthOf(take(1)[0]))
            }
            repeat(short()) { skip(9) }
        }

        private fun ofAnInstance() {
            val address = long()
            skip(4)
            val name = classes[long()]
            val fields = take(int())
            if (!ofInstances) return
            val value = when (name) {
                "java/lang/Byte" -> fields[0].toInt()
                "java/lang/Character", "java/lang/Short" -> ByteBuffer.wrap(fields).short.toInt()
                "java/lang/Integer" -> ByteBuffer.wrap(fields).int
                "java/lang/Long" -> ByteBuffer.wrap(fields).long.toInt()
                else -> return
            }
            boxed[address] = value
        }

        private fun ofReferences() {
            skip(8 + 4)
            val length = int()
            skip(8)
            val references = ByteBuffer.wrap(take(8 * length))
            // As bytes; what is none is no digit either.
            fun number() = boxed[references.getLong()]?.takeIf { it in -128..127 } ?: -1
            if (!ofInstances) look(ByteArray(length) { number().toByte() })
        }

        private fun ofNumbers() {
            skip(8 + 4)
            val length = int()
            val width = widthOf(take(1)[0])
            val numbers = take(length * width)
            if (ofInstances) return
            // Their last bytes first, as they stand in memory.
            if (width > 1) for (place in numbers.indices step width) numbers.reverse(place, place + width)
            look(numbers)
        }

        private fun widthOf(type: Byte) = when (type.toInt()) {
            OBJECT, DOUBLE, LONG -> 8
            BOOLEAN, BYTE -> 1
            CHARACTER, SHORT -> 2
            FLOAT, INTEGER -> 4
            else -> error("a heap dump has no type $type")
        }

        private fun short() = ByteBuffer.wrap(take(2)).short.toInt() and 0xFFFF

        private fun int() = ByteBuffer.wrap(take(4)).int

        private fun long() = ByteBuffer.wrap(take(8)).long

        private fun take(count: Int): ByteArray {
            left -= count
            return dump.bytes(count.toLong())
        }

        private fun skip(count: Int) {
            left -= count
            dump.skipNBytes(count.toLong())
        }
    }

    private companion object {
        const val NAME = 0x01
        const val CLASS = 0x02
        const val WHOLE = 0x0C
        const val SEGMENT = 0x1C

        const val OBJECT = 2
        const val BOOLEAN = 4
        const val CHARACTER = 5
        const val FLOAT = 6
        const val DOUBLE = 7
        const val BYTE = 8
        const val SHORT = 9
        const val INTEGER = 10
        const val LONG = 11

        fun DataInputStream.bytes(count: Long) = ByteArray(count.toInt()).also { readFully(it) }
    }
}
