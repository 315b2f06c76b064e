package jp.kyotaku.app

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import androidx.core.content.ContextCompat
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow

/**
 * Tells whenever device management has set something anew. The system tells it to those alone who listen at that time, so
 * this is to be listened to for as long as settings are held that were read before, and not only while a screen is there.
 */
internal fun Context.managedAnew(): Flow<Unit> = callbackFlow {
    val receiver = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            trySend(Unit)
        }
    }
    // Of no other app: the system is heard all the same.
    val changed = IntentFilter(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED)
    ContextCompat.registerReceiver(applicationContext, receiver, changed, ContextCompat.RECEIVER_NOT_EXPORTED)
    awaitClose { applicationContext.unregisterReceiver(receiver) }
}.buffer(Channel.CONFLATED)
