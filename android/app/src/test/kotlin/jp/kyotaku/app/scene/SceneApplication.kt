package jp.kyotaku.app.scene

import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.KyotakuApplication

/** The app on a scene of the stage's. */
class SceneApplication : KyotakuApplication() {
    override fun enrolment() = enrolled

    companion object {
        var enrolled: Enrolment? = null
    }
}
