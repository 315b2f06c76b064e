package jp.kyotaku.misbehaviour

import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import org.junit.jupiter.api.Assertions.assertEquals

/** What stands in the exceptions that readers throw here; no view may have it. */
internal const val PERSONAL = "personal data"

internal const val UNTOUCHED = "暗証番号の残り回数は減っていません。"
private const val FULL = "暗証番号は正しく照合されました。残り回数は減っていません。"
private const val UNKNOWN = "暗証番号の残り回数が1回減ったかもしれません。残りが1回のときは、使う前にお知らせします。"

/** What a tap that failed at this place did to the PIN's tries, in the screen's words. */
internal fun triesAfter(place: Place): String = when {
    place < Place.VERIFY -> UNTOUCHED
    place == Place.VERIFY -> UNKNOWN
    else -> FULL
}

/** What a notice must say: its heading, that nothing was registered, and what became of the PIN's tries. */
internal class Said(private val heading: String, private val tries: String) {
    fun assertSaidBy(view: View) {
        assertEquals(heading, view.heading)
        val unchanged = (view.screen as Screen.Notice).v1.unchanged
        assertEquals("今回の操作では、同意は何も登録していません。登録済みの同意は元のままです。$tries", unchanged)
    }

    companion object {
        val lostDuringVerify = Said("暗証番号の照合中にカードが離れました", tries = UNKNOWN)

        /** After 中止する, before a card was asked for anything but its presence, and after. */
        fun cancelledAt(place: Place) = Said("中止しました", tries = if (place < Place.VERIFY) "" else triesAfter(place))
    }
}

/** Goes the notice's main way on: with the PIN that was typed, if the card never saw it, else by typing it again. */
internal fun Shell.goOnAfterTroubleAt(place: Place) {
    if (place < Place.VERIFY) {
        press("もう一度カードをかざす")
    } else {
        // Where a try may be gone, the card can be asked, too.
        press(if (place == Place.VERIFY) "暗証番号を入力し直す" else "暗証番号を入力する")
        typePin()
    }
}
