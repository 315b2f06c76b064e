package jp.kyotaku.app

import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.util.Base64

/**
 * The certificate authorities that this phone's system trusts, without those that somebody added by hand: an app has trusted
 * no added ones since Android 7 unless it says so, and whoever holds the phone for a minute can add one. An organisation with
 * an authority of its own names it in the managed configuration, which nobody but its device management sets.
 */
internal object SystemRoots {
    private const val STORE = "AndroidCAStore"
    private const val OF_THE_SYSTEM = "system:"

    /** As PEM text; empty where they cannot be read, so that the core refuses to start rather than trust anybody else. */
    fun pem(): ByteArray = try {
        val store = KeyStore.getInstance(STORE).apply { load(null) }
        store.aliases().asSequence()
            .filter { it.startsWith(OF_THE_SYSTEM) }
            .mapNotNull(store::getCertificate)
            .joinToString("") { block(it.encoded) }
            .toByteArray()
    } catch (unreadable: GeneralSecurityException) {
        ByteArray(0)
    } catch (unreadable: IOException) {
        ByteArray(0)
    }

    private fun block(der: ByteArray): String {
        val text = Base64.getMimeEncoder(64, byteArrayOf('\n'.code.toByte())).encodeToString(der)
        return "-----BEGIN CERTIFICATE-----\n$text\n-----END CERTIFICATE-----\n"
    }
}
