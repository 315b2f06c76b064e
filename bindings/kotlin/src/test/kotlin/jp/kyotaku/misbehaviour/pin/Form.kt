package jp.kyotaku.misbehaviour.pin

/**
 * A form in which a PIN may stand somewhere.
 *
 * @param zero the digit 0 in it.
 * @param width of a digit, in bytes; all but the first are zero.
 * @param isText whether it is a form of text. What stands there within a longer row of hexadecimal digits, as digests
 * and keys are written in, does not count: any four digits do so sooner or later.
 */
internal enum class Form(
    private val zero: Int,
    private val width: Int,
    private val isText: Boolean,
    private val head: ByteArray,
) {
    /** The whole command that presents it. No nine bytes are these by accident. */
    COMMAND('0'.code, 1, false, VERIFY),

    /** Its digits as characters of a byte each: ASCII, Latin-1, UTF-8. */
    CHARACTERS('0'.code, 1, true, ByteArray(0)),

    /** Its digits as characters of two bytes each, as in a `char[]` and in many a string. */
    WIDE_CHARACTERS('0'.code, 2, true, ByteArray(0)),

    /** The numbers that its digits stand for, a byte each. */
    VALUES(0, 1, false, ByteArray(0)),

    /** The same in four bytes each. */
    WIDE_VALUES(0, 4, false, ByteArray(0));

    /** How often the PIN stands in the first bytes of these. */
    fun count(pin: Int, bytes: ByteArray, length: Int = bytes.size): Int {
        var found = 0
        forEachNumber(bytes, length) { if (it == pin) found += 1 }
        return found
    }

    /** Every number of four digits that stands in the first bytes of these. */
    fun forEachNumber(bytes: ByteArray, length: Int, found: (Int) -> Unit) {
        for (place in head.size..length - DIGITS * width) {
            val number = number(bytes, place)
            if (number >= 0 && follows(head, bytes, place) && !isWithinDigits(bytes, place, length)) found(number)
        }
    }

    /** The number that begins here; less than zero if none does. */
    private fun number(bytes: ByteArray, place: Int): Int {
        var number = 0
        for (digit in 0 until DIGITS) {
            val at = place + digit * width
            val value = bytes[at] - zero
            if (value !in 0..9) return -1
            for (rest in 1 until width) if (bytes[at + rest] != 0.toByte()) return -1
            number = number * 10 + value
        }
        return number
    }

    private fun isWithinDigits(bytes: ByteArray, place: Int, length: Int): Boolean =
        isText && (isDigit(bytes, place - width, length) || isDigit(bytes, place + DIGITS * width, length))

    private fun isDigit(bytes: ByteArray, place: Int, length: Int): Boolean {
        if (place < 0 || place + width > length) return false
        for (rest in 1 until width) if (bytes[place + rest] != 0.toByte()) return false
        return bytes[place].toInt().toChar() in "0123456789abcdefABCDEF"
    }

    private companion object {
        const val DIGITS = 4

        fun follows(head: ByteArray, bytes: ByteArray, place: Int): Boolean {
            for (offset in head.indices) if (bytes[place - head.size + offset] != head[offset]) return false
            return true
        }
    }
}

/** Finds by their forms, none left out. */
internal typealias Finds = Map<Form, Int>
