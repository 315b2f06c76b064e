package jp.kyotaku.app

import android.content.Context
import android.content.RestrictionsManager
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.visit.Settings

/**
 * Where the service is and who this device is to it. An organisation's device management sets it (managed configuration,
 * `res/xml/managed_configuration.xml`): nobody types a credential into a phone.
 */
class Enrolment(
    private val service: String,
    private val token: String,
    private val device: String,
    private val app: String,
    private val version: String,
) {
    /** What a visit is started with. */
    fun settings(antenna: Antenna) =
        Settings(service, token, Origin(Channel.VISIT_APP, app, version, device), null, antenna)

    /** What a log says of it: the token is a secret. */
    override fun toString() = "Enrolment"

    companion object {
        private const val APP = "kyotaku-android"

        /** What device management has set; null where a part of it is missing. */
        fun of(context: Context): Enrolment? {
            val set = context.getSystemService(RestrictionsManager::class.java).applicationRestrictions
            val version = context.packageManager.getPackageInfo(context.packageName, 0).versionName
            return Enrolment(
                service = set.getString("service") ?: return null,
                token = set.getString("token") ?: return null,
                device = set.getString("device") ?: return null,
                app = APP,
                version = version ?: "0",
            )
        }
    }
}
