package jp.kyotaku.app.life

import android.app.Activity
import android.os.Build
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE

/**
 * What the window keeps to itself, on every screen and in every build: almost all of them show a patient, and a window that
 * changes its mind can be too late. No screenshot, no picture in the recents, no recording or casting, no assistant; no
 * window of another app over it, and no touch through one; no autofill and no capture of what it says.
 */
internal fun Activity.keepToItself() {
    window.addFlags(FLAG_SECURE)
    val content = window.decorView
    // Since API 34 it also keeps what is drawn from accessibility services that are no tools for people who need them.
    content.filterTouchesWhenObscured = true
    content.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        content.importantForContentCapture = View.IMPORTANT_FOR_CONTENT_CAPTURE_NO_EXCLUDE_DESCENDANTS
    }
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) window.setHideOverlayWindows(true)
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) setRecentsScreenshotEnabled(false)
}
