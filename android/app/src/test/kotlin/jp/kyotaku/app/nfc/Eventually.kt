package jp.kyotaku.app.nfc

import android.os.Looper
import org.junit.Assert.assertTrue
import org.robolectric.Shadows.shadowOf

private const val PATIENCE_NS = 60_000_000_000

/** For what nobody tells of when it comes true. What waits for the main thread is let run meanwhile. */
internal fun eventually(what: String, holds: () -> Boolean) {
    val end = System.nanoTime() + PATIENCE_NS
    while (true) {
        shadowOf(Looper.getMainLooper()).idle()
        if (holds()) return
        assertTrue(what, System.nanoTime() < end)
        Thread.sleep(5)
    }
}
