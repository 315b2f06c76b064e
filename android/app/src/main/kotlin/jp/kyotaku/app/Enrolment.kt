package jp.kyotaku.app

import android.content.Context
import android.content.RestrictionsManager
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.core.Origin
import jp.kyotaku.visit.Settings

/**
 * Where the service is and who this device is to it. An organisation's device management sets it (managed configuration,
 * `res/xml/managed_configuration.xml`): nobody types a credential into a phone. What is set anew while the app runs is in
 * force as soon as no visit loses anything by it: [Held].
 *
 * @param roots the certificate authorities that may vouch for the service, as PEM text; null leaves it to the core, which on
 *     Android cannot ask the platform by itself.
 */
class Enrolment(
    private val service: String,
    private val token: String,
    private val device: String,
    private val app: String,
    private val version: String,
    private val roots: () -> ByteArray? = { null },
) {
    /** What a visit is started with. Reads the system's certificates, a file each: not on the main thread. */
    fun settings(antenna: Antenna) =
        Settings(service, token, Origin(Channel.VISIT_APP, app, version, device), roots(), antenna)

    /** What a log says of it: the token is a secret. */
    override fun toString() = "Enrolment"

    companion object {
        private const val APP = "kyotaku-android"

        /** What device management has set; null where a part of it is missing. */
        fun of(context: Context): Enrolment? {
            val set = context.getSystemService(RestrictionsManager::class.java).applicationRestrictions ?: return null
            val roots = set.getString("roots")
            return Enrolment(
                service = set.getString("service") ?: return null,
                token = set.getString("token") ?: return null,
                device = set.getString("device") ?: return null,
                app = APP,
                version = version(context),
                roots = { if (roots.isNullOrBlank()) SystemRoots.pem() else roots.toByteArray() },
            )
        }

        /** For a service on the device itself, which is spoken to without TLS. */
        internal fun local(context: Context, service: String, token: String, device: String) =
            Enrolment(service, token, device, APP, version(context))

        /** The app and its version, as every screen's footer has them. */
        fun appOf(context: Context) = "$APP ${version(context)}"

        private fun version(context: Context) =
            context.packageManager.getPackageInfo(context.packageName, 0).versionName ?: "0"
    }
}
