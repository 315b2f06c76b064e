package jp.kyotaku.bench

import java.nio.ByteBuffer
import jp.kyotaku.core.Event
import jp.kyotaku.core.FfiConverterTypeEvent
import jp.kyotaku.core.FfiConverterTypeView
import jp.kyotaku.core.RustBuffer
import jp.kyotaku.core.View
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.UniffiLib
import jp.kyotaku.visit.UniffiRustCallStatus

// The parts that a call is made of, each by itself: by the generated code's own parts, which it does not export.

/** A view as it crosses. */
internal fun bytesOf(view: View): ByteBuffer {
    val lowered = FfiConverterTypeView.lower(view)
    try {
        val bytes = lowered.asByteBuffer()!!
        // Direct, as what it stands for.
        return ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip()
    } finally {
        RustBuffer.free(lowered)
    }
}

/** A view is made of bytes that have crossed. */
internal fun read(bytes: ByteBuffer): View = FfiConverterTypeView.read(bytes.duplicate())

/** A view is asked for, crosses, and is not read. */
internal fun crossUnread(visit: Kyotaku) {
    val status = UniffiRustCallStatus()
    RustBuffer.free(UniffiLib.uniffi_kyotaku_bindings_fn_method_kyotaku_view(visit.uniffiCloneHandle(), status))
    check(status.isSuccess())
}

/** An event is written for the other side, and goes no further. */
internal fun write(event: Event) = RustBuffer.free(FfiConverterTypeEvent.lower(event))
