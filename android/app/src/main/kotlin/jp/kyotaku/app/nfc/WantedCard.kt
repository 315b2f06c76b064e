package jp.kyotaku.app.nfc

import android.nfc.Tag
import jp.kyotaku.visit.LinkException
import kotlinx.coroutines.CompletableDeferred

/** A card that the core has asked for: until it lies there, while it is read, and no longer. */
class WantedCard internal constructor() {
    private val tag = CompletableDeferred<Tag>()

    /**
     * A card lies at the antenna. On a thread of the framework's, which must not wait: it is only handed over. The first is
     * the one that is read. Any other, and one that comes when this card is not wanted any more, is ignored: no two cards of
     * one tap are ever mixed, and what is asked of the patient's is asked of no other.
     */
    fun discovered(tag: Tag) {
        this.tag.complete(tag)
    }

    /** None can come. */
    internal fun refuse(why: LinkException) {
        tag.completeExceptionally(why)
    }

    internal suspend fun await(): Tag = tag.await()
}
