package jp.kyotaku.app.visits

import jp.kyotaku.app.scene.NotOfAPhone
import org.junit.Assert.assertEquals
import org.junit.Test

/** No visit is left out, and none is spared the phone's own NFC without a reason that still holds. */
internal class EveryVisitIsPlayedTest {
    @Test
    fun `each visit comes to one hand`() {
        val dealt = (0 until EveryVisit.HANDS).flatMap { EveryVisit.dealtTo(it) }.map { it.single() }
        assertEquals(EveryVisit.ALL.size, dealt.size)
        assertEquals(EveryVisit.ALL.map { "${it.file}: ${it.name}" }.toSet(), dealt.toSet())
        val hands = (0 until EveryVisit.HANDS).map { Class.forName("jp.kyotaku.app.visits.Visits%02dTest".format(it)) }
        for ((place, hand) in hands.withIndex()) {
            val visits = hand.getMethod("visits").invoke(null) as List<*>
            assertEquals(EveryVisit.dealtTo(place).map { it.single() }, visits.map { (it as Array<*>).single() })
        }
    }

    @Test
    fun `what no phone says is said in a visit, each of it, and in these visits only`() {
        val said = EveryVisit.ALL.associate { it.name to NotOfAPhone.saidIn(it) }.filterValues { it.isNotEmpty() }
        assertEquals(NotOfAPhone.WHY.keys, said.values.flatten().toSet())
        assertEquals(
            setOf(
                "every trouble of a reader has its sentence, one after the other, and the typed PIN is kept",
                "two cards lie in the field: it is said, and the tap goes on with one",
            ),
            said.keys,
        )
    }
}
