package jp.kyotaku.app

import android.os.Handler
import android.os.Looper
import jp.kyotaku.visit.Observer

/**
 * Hands the core's changes over to the main thread. The core begins to work while it is made, so that it may have changed
 * before anybody can be told: that is told once, as soon as somebody listens.
 */
internal class Changes : Observer {
    private val main = Handler(Looper.getMainLooper())

    @Volatile
    private var listener: (() -> Unit)? = null

    /** On a thread of the core's. */
    override fun changed() {
        main.post { listener?.invoke() }
    }

    /** From now on each change is told, on the main thread; whatever came before, at once. */
    fun tell(listener: () -> Unit) {
        this.listener = listener
        changed()
    }
}
