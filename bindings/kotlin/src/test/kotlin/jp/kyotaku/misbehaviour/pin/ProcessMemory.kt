package jp.kyotaku.misbehaviour.pin

import java.io.IOException
import java.io.RandomAccessFile
import java.nio.file.Path
import java.util.Arrays
import kotlin.io.path.readLines

/** All memory of another process that it can read itself: its JVM's heap, the core's, stacks, libraries. */
internal class ProcessMemory(private val process: Long, private val heap: LongRange) {
    /** What stands outside of the JVM's heap, and what in it. */
    class Found(val native: Finds, val heap: Finds)

    fun search(pin: String): Found {
        val native = HashMap<Form, Int>()
        val inHeap = HashMap<Form, Int>()
        windows { address, bytes, length ->
            val finds = if (address in heap) inHeap else native
            for (form in Form.entries) finds.merge(form, form.count(pin.toInt(), bytes, length), Int::plus)
        }
        return Found(native, inHeap)
    }

    /** PINs that stand nowhere, in no form: not even by accident. */
    fun unusedPins(): List<String> {
        val used = BooleanArray(10_000)
        windows { _, bytes, length ->
            for (form in Form.entries) form.forEachNumber(bytes, length) { used[it] = true }
        }
        return used.indices.filterNot { used[it] }.map { "%04d".format(it) }
    }

    /** Every readable page, in pieces that overlap; but for those that hold nothing at all. */
    private fun windows(look: (Long, ByteArray, Int) -> Unit) {
        val window = ByteArray(1 shl 16)
        val nothing = ByteArray(window.size)
        RandomAccessFile("/proc/$process/mem", "r").use { memory ->
            for (region in Path.of("/proc/$process/maps").readLines().mapNotNull(::region)) {
                var address = region.first
                while (address < region.last) {
                    val wanted = minOf(window.size.toLong(), region.last - address).toInt()
                    val read = try {
                        memory.seek(address)
                        memory.read(window, 0, wanted)
                    } catch (_: IOException) {
                        // A page that is there for nobody, or went away meanwhile.
                        -1
                    }
                    val isEmpty = read > 0 && Arrays.equals(window, 0, read, nothing, 0, read)
                    if (read > 0 && !isEmpty) look(address, window, read)
                    address += if (read > OVERLAP && address + read < region.last) read - OVERLAP else maxOf(read, PAGE)
                }
            }
        }
    }

    /** The addresses of a line of `maps`, if they can be read. What the kernel lends has no file position. */
    private fun region(line: String): LongRange? {
        val (addresses, rights) = line.split(' ')
        if (!rights.startsWith("r") || line.endsWith("[vsyscall]") || line.endsWith("[vvar]")) return null
        val (first, end) = addresses.split('-').map { it.toULong(16).toLong() }
        return first..end
    }

    private companion object {
        const val OVERLAP = 64
        const val PAGE = 4096
    }
}
