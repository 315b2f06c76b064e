package jp.kyotaku.bench

/** A call that is measured. [before] each of them is done and not timed. */
internal class Subject(val name: String, val before: () -> Unit = {}, val call: () -> Any?)

/** What a subject took, in nanoseconds; and as a multiple of the first subject, round by round. */
internal class Measured(val name: String, val time: Quartiles, val ratio: Quartiles)

/** The middle half: half of everything measured lies between [lower] and [upper]. */
internal data class Quartiles(val lower: Double, val median: Double, val upper: Double) {
    companion object {
        fun of(values: DoubleArray): Quartiles {
            val sorted = values.sortedArray()
            fun at(part: Double) = sorted[((sorted.size - 1) * part).toInt()]
            return Quartiles(at(0.25), at(0.5), at(0.75))
        }
    }
}

/**
 * Times every call by itself, subject after subject in short turns: whatever else the machine does meanwhile meets all of
 * them alike, and what is compared is of the same round. The first subject is what the others are multiples of.
 */
internal fun measure(subjects: List<Subject>, warmUp: Int, rounds: Int, calls: Int): List<Measured> {
    // In turns as well: what the JVM compiles the calls to depends on what it has seen.
    repeat(warmUp / calls) { subjects.forEach { turn(it, DoubleArray(calls)) } }
    val times = subjects.map { DoubleArray(rounds * calls) }
    val medians = subjects.map { DoubleArray(rounds) }
    for (round in 0 until rounds) {
        for ((index, subject) in subjects.withIndex()) {
            val turn = DoubleArray(calls)
            turn(subject, turn)
            turn.copyInto(times[index], round * calls)
            medians[index][round] = Quartiles.of(turn).median
        }
    }
    return subjects.mapIndexed { index, subject ->
        val ratios = DoubleArray(rounds) { medians[index][it] / medians[0][it] }
        Measured(subject.name, Quartiles.of(times[index]), Quartiles.of(ratios))
    }
}

private fun turn(subject: Subject, times: DoubleArray) {
    for (call in times.indices) {
        subject.before()
        val start = System.nanoTime()
        kept = subject.call()
        times[call] = (System.nanoTime() - start).toDouble()
    }
}

/** What a call returned, so that it cannot be left out as unused. */
@Volatile
private var kept: Any? = null
