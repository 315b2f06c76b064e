package jp.kyotaku.app.life

import android.content.Context
import android.os.Build
import android.view.accessibility.AccessibilityManager
import jp.kyotaku.core.Audience
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

/**
 * How long a screen may be left alone before it is covered. Staff act at once, and a phone that they lay down at a bedside
 * is soon out of their sight: two minutes. A patient reads the form, asks, and thinks: they get as long as the core gives
 * somebody to go on with a typed PIN, five minutes. The choice of mode shows nothing of anybody, and staff come to it from
 * their own locked phone.
 */
class IdleLimit(context: Context) {
    private val accessibility = context.getSystemService(AccessibilityManager::class.java)

    /** For this screen; null where there is nothing to cover. Longer where the phone's owner has asked for more time to act. */
    fun of(view: View): Duration? {
        if (view.screen is Screen.Mode) return null
        val usual = when (view.audience) {
            Audience.STAFF -> STAFF
            Audience.PATIENT -> PATIENT
        }
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) return usual
        val asked = accessibility.getRecommendedTimeoutMillis(usual.inWholeMilliseconds.toInt(), CONTENT)
        return maxOf(usual, asked.milliseconds)
    }

    private companion object {
        val STAFF = 2.minutes
        val PATIENT = 5.minutes
        const val CONTENT = AccessibilityManager.FLAG_CONTENT_TEXT or AccessibilityManager.FLAG_CONTENT_CONTROLS
    }
}
