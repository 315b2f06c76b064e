package jp.kyotaku.app.scene

import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.scenario.SceneReader
import jp.kyotaku.visit.OpenChannel
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers.ClassParameter

/** Stands before the phone's own reader, and gives way to the stage's where a visit has what no phone's reader says. */
@Implements(PhoneReader::class)
internal class StageReader {
    @RealObject
    private lateinit var real: PhoneReader

    @Implementation
    suspend fun connect(): OpenChannel = inPlace?.connect() ?: suspendCoroutineUninterceptedOrReturn { whoWaits ->
        val waiting = ClassParameter.from(Continuation::class.java, whoWaits)
        try {
            Shadow.directlyOn<Any?, PhoneReader>(real, PhoneReader::class.java, "connect", waiting)
        } catch (wrapped: RuntimeException) {
            // What the reader throws before it waits for anything, as reflection hands it on.
            throw wrapped.cause ?: wrapped
        }
    }

    companion object {
        /** The reader of the stage's, where it takes the phone's place. */
        var inPlace: SceneReader? = null
    }
}
