package jp.kyotaku.app.life

import android.app.Activity
import android.app.KeyguardManager
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts.StartActivityForResult
import jp.kyotaku.app.R

/** The phone's own screen lock, by which staff show that the phone is theirs. To be made before the activity starts. */
class DeviceLock(private val activity: ComponentActivity, private val opened: () -> Unit) {
    private val keyguard = activity.getSystemService(KeyguardManager::class.java)
    private val asked = activity.registerForActivityResult(StartActivityForResult()) { answer ->
        if (answer.resultCode == Activity.RESULT_OK) opened()
    }

    /** Whether the phone has one. */
    val isSet: Boolean get() = keyguard.isDeviceSecure

    /** Asks for it. A phone without one lets everybody go on, and the screen has said so. */
    fun ask() {
        // Deprecated since API 29 in favour of BiometricPrompt, whose counterpart differs on 26-28, 29 and from 30 on. This one
        // asks for the same PIN, pattern or password on all of them.
        @Suppress("DEPRECATION")
        val question = keyguard.createConfirmDeviceCredentialIntent(
            activity.getString(R.string.covered_heading),
            activity.getString(R.string.covered_ask),
        )
        if (question == null) opened() else asked.launch(question)
    }
}
