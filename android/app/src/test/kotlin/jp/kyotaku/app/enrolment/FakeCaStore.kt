package jp.kyotaku.app.enrolment

import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStore
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.Security
import java.security.cert.Certificate
import java.util.Collections
import java.util.Date
import java.util.Enumeration

/** The certificates of an Android system under the name by which an app asks for them: a JVM has no such store. */
internal class FakeCaStore(certificates: Map<String, Certificate>) : AutoCloseable {
    init {
        held = certificates
        Security.addProvider(AndroidStores)
    }

    override fun close() {
        Security.removeProvider(AndroidStores.name)
        held = emptyMap()
    }

    /** Read only, as the real one. */
    class Store : KeyStoreSpi() {
        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit
        override fun engineAliases(): Enumeration<String> = Collections.enumeration(held.keys)
        override fun engineGetCertificate(alias: String) = held[alias]
        override fun engineContainsAlias(alias: String) = alias in held
        override fun engineIsCertificateEntry(alias: String) = alias in held
        override fun engineIsKeyEntry(alias: String) = false
        override fun engineSize() = held.size
        override fun engineGetKey(alias: String, password: CharArray?): Key? = null
        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null
        override fun engineGetCreationDate(alias: String): Date? = null
        override fun engineGetCertificateAlias(certificate: Certificate): String? = null
        override fun engineSetKeyEntry(alias: String, key: Key?, password: CharArray?, chain: Array<out Certificate>?) = refused()
        override fun engineSetKeyEntry(alias: String, key: ByteArray?, chain: Array<out Certificate>?) = refused()
        override fun engineSetCertificateEntry(alias: String, certificate: Certificate?) = refused()
        override fun engineDeleteEntry(alias: String) = refused()
        override fun engineStore(stream: OutputStream?, password: CharArray?) = refused()

        private fun refused(): Nothing = throw UnsupportedOperationException("the system's certificates are not an app's to change")
    }

    private object AndroidStores : Provider("KyotakuAndroidStores", "1", "AndroidCAStore for tests") {
        private fun readResolve(): Any = AndroidStores

        init {
            put("KeyStore.AndroidCAStore", Store::class.java.name)
        }
    }

    companion object {
        private var held: Map<String, Certificate> = emptyMap()

        /** Real authorities: those of this machine's Java. */
        fun authorities(): List<Certificate> {
            val store = KeyStore.getInstance(java.io.File(System.getProperty("java.home"), "lib/security/cacerts"), null as CharArray?)
            return store.aliases().asSequence().mapNotNull(store::getCertificate).toList()
        }
    }
}
