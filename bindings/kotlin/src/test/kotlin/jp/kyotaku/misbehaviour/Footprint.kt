package jp.kyotaku.misbehaviour

import com.sun.jna.Library
import com.sun.jna.Native
import com.sun.jna.Structure
import java.lang.management.ManagementFactory
import java.nio.file.Path
import jp.kyotaku.visit.FfiConverterTypeCardChannel
import jp.kyotaku.visit.FfiConverterTypeCardReader
import jp.kyotaku.visit.FfiConverterTypeObserver
import jp.kyotaku.visit.uniffiForeignFutureHandleCount
import kotlin.io.path.readLines

/** What this process uses, in KiB, after everything that can be freed was freed. */
internal data class Footprint(
    /** Objects of the JVM that are still used. */
    val heap: Long,
    /** Classes and compiled code, which grow while the JVM gets to know a program. */
    val nonHeap: Long,
    /** What is in use of the C library's allocator: the core's memory, and some of the JVM's own. */
    val allocated: Long,
    /** Memory that the process has. */
    val resident: Long,
    /** Readers, observers, channels and calls that the generated code keeps for the core. */
    val handles: Int,
    val threads: Int,
) {
    companion object {
        const val HEAD = "                    heap   non-heap  allocated   resident  handles  threads"

        fun now(): Footprint {
            settle()
            val memory = ManagementFactory.getMemoryMXBean()
            return Footprint(
                heap = memory.heapMemoryUsage.used / 1024,
                nonHeap = memory.nonHeapMemoryUsage.used / 1024,
                allocated = allocated(),
                resident = resident(),
                handles = FfiConverterTypeCardReader.handleMap.size + FfiConverterTypeObserver.handleMap.size +
                    FfiConverterTypeCardChannel.handleMap.size + uniffiForeignFutureHandleCount(),
                threads = ManagementFactory.getThreadMXBean().threadCount,
            )
        }

        /**
         * Collects until the heap grows no smaller: cleaners free more after each collection, in threads of their own.
         */
        private fun settle() {
            val memory = ManagementFactory.getMemoryMXBean()
            var before = Long.MAX_VALUE
            var steady = 0
            repeat(100) {
                System.gc()
                Thread.sleep(20)
                val used = memory.heapMemoryUsage.used
                steady = if (used < before - 64 * 1024) 0 else steady + 1
                if (steady == 5) return
                before = minOf(before, used)
            }
        }

        /**
         * The least of some looks: a compiler of the JVM's may be at work, and gives back what it used when it is done.
         */
        private fun allocated(): Long = (1..10).minOf {
            Thread.sleep(20)
            val used = CLibrary.allocator.mallinfo2()
            (used.inUse + used.mapped) / 1024
        }

        private fun resident(): Long {
            val line = Path.of("/proc/self/status").readLines().single { it.startsWith("VmRSS:") }
            return line.filter { it.isDigit() }.toLong()
        }
    }

    fun line(what: String): String =
        "%-14s%10d %10d %10d %10d %8d %8d".format(what, heap, nonHeap, allocated, resident, handles, threads)
}

/** The C library's own count of what it gave. */
private interface CLibrary : Library {
    fun mallinfo2(): Allocated.ByValue

    companion object {
        val allocator: CLibrary = Native.load("c", CLibrary::class.java)
    }
}

/** `struct mallinfo2`; the fields that are not used stand here for their places. */
@Structure.FieldOrder("arena", "free", "small", "maps", "mapped", "unused", "smallFree", "inUse", "inFree", "keep")
internal open class Allocated : Structure() {
    @JvmField var arena: Long = 0

    @JvmField var free: Long = 0

    @JvmField var small: Long = 0

    @JvmField var maps: Long = 0

    /** In maps of their own, because they are large. */
    @JvmField var mapped: Long = 0

    @JvmField var unused: Long = 0

    @JvmField var smallFree: Long = 0

    /** In the arenas. */
    @JvmField var inUse: Long = 0

    @JvmField var inFree: Long = 0

    @JvmField var keep: Long = 0

    class ByValue : Allocated(), Structure.ByValue
}
