package jp.kyotaku.app.scene

import android.Manifest
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.KyotakuApplication
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import org.robolectric.Shadows.shadowOf

/** The app on a scene of the stage's. */
class SceneApplication : KyotakuApplication() {
    override fun onCreate() {
        super.onCreate()
        // As every phone does when it installs the app.
        shadowOf(this).grantPermissions(Manifest.permission.HIDE_OVERLAY_WINDOWS)
    }

    override fun enrolment() = enrolled

    /** Tests find the visit there as soon as the activity is. */
    override val startsOn: CoroutineDispatcher get() = Dispatchers.Main.immediate

    companion object {
        var enrolled: Enrolment? = null
    }
}
