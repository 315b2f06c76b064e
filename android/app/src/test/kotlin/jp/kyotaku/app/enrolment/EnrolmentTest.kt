package jp.kyotaku.app.enrolment

import android.content.Context
import android.content.RestrictionsManager
import android.os.Bundle
import androidx.test.core.app.ApplicationProvider
import java.io.ByteArrayInputStream
import java.security.cert.CertificateFactory
import jp.kyotaku.app.EMULATOR
import jp.kyotaku.app.Enrolment
import jp.kyotaku.app.NotStarted
import jp.kyotaku.app.R
import jp.kyotaku.app.enrolled
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.OpenChannel
import jp.kyotaku.visit.Settings
import jp.kyotaku.visit.StartException
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What device management sets, and what becomes of it. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "ja-rJP")
class EnrolmentTest {
    private val context = ApplicationProvider.getApplicationContext<Context>()
    private val authorities = FakeCaStore.authorities()

    @Test
    fun `what device management has set is what a visit is started with`() = system {
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        val settings = settings()
        assertEquals(SERVICE, settings.service)
        assertEquals(TOKEN, settings.token)
        assertEquals("bag-3", settings.origin.device)
        assertEquals(Channel.VISIT_APP, settings.origin.channel)
        assertEquals("kyotaku-android", settings.origin.app)
        assertEquals(context.packageManager.getPackageInfo(context.packageName, 0).versionName, settings.origin.version)
        assertNull(start(settings))
    }

    @Test
    fun `a device of which a part is not said is not enrolled`() {
        assertNull(Enrolment.of(context))
        for (missing in listOf("service", "token", "device")) {
            manage(*listOf("service" to SERVICE, "token" to TOKEN, "device" to "bag-3").filter { it.first != missing }.toTypedArray())
            assertNull(missing, Enrolment.of(context))
        }
    }

    @Test
    fun `what is set anew is in force when the next visit starts`() = system {
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        val running = settings()
        manage("service" to "https://other.example/", "token" to TOKEN, "device" to "bag-3")
        assertEquals("https://other.example/", settings().service)
        assertEquals(SERVICE, running.service)
    }

    @Test
    fun `settings that cannot be used are told by what is wrong with them, and no value is repeated`() = system {
        val wrong = mapOf(
            ("service" to "http://TEST-ONLY.example/") to NotStarted.ADDRESS,
            ("service" to "TEST-ONLY") to NotStarted.ADDRESS,
            ("token" to "TEST-ONLY with a space") to NotStarted.TOKEN,
            ("token" to "") to NotStarted.TOKEN,
            ("device" to "TEST-ONLY\n居間") to NotStarted.DEVICE,
            ("roots" to "TEST-ONLY") to NotStarted.ROOTS,
        )
        for ((set, reason) in wrong) {
            manage(*(mapOf("service" to SERVICE, "token" to TOKEN, "device" to "bag-3") + set).toList().toTypedArray())
            val refused = checkNotNull(start(settings())) { "$set is taken" }
            assertEquals(reason, NotStarted.of(refused))
            assertFalse("$refused", "$refused".contains("TEST-ONLY"))
        }
    }

    @Test
    fun `every reason has words of its own`() {
        val words = NotStarted.entries.map { context.getString(it.words) }
        assertEquals(words.size, words.toSet().size)
        assertTrue(words.none { it.isBlank() || it.contains("%") })
    }

    @Test
    fun `the system's authorities vouch for the service, and none that somebody added`() {
        val (added, ofTheSystem) = authorities.take(3).let { it.first() to it.drop(1) }
        FakeCaStore(mapOf("user:1" to added, "system:2" to ofTheSystem[0], "system:3" to ofTheSystem[1])).use {
            manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
            assertEquals(ofTheSystem.toSet(), certificates(settings().trustedRoots!!))
        }
    }

    @Test
    fun `all that a system trusts is taken by the core`() = system {
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        val settings = settings()
        assertEquals(authorities.toSet(), certificates(settings.trustedRoots!!))
        assertTrue("only ${authorities.size}", authorities.size > 100)
        assertNull(start(settings))
    }

    @Test
    fun `a system whose authorities cannot be read trusts nobody, and no visit starts`() {
        // A JVM has no such store.
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        assertEquals(NotStarted.ROOTS, start(settings())?.let(NotStarted::of))
        FakeCaStore(emptyMap()).use { assertEquals(NotStarted.ROOTS, start(settings())?.let(NotStarted::of)) }
    }

    @Test
    fun `an organisation's own authority vouches alone`() = system {
        val own = "-----BEGIN CERTIFICATE-----\nTEST-ONLY\n-----END CERTIFICATE-----\n"
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3", "roots" to own)
        assertArrayEquals(own.toByteArray(), settings().trustedRoots)
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3", "roots" to "")
        assertEquals(authorities.toSet(), certificates(settings().trustedRoots!!))
    }

    @Test
    fun `the token is in no description`() = system {
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        assertEquals("Enrolment", "${Enrolment.of(context)}")
        assertEquals("Settings", "${settings()}")
    }

    @Test
    fun `a debug build that nobody manages is the sample's, on this machine alone`() {
        val settings = enrolled(context)!!.settings(Antenna.UNKNOWN)
        assertTrue(settings.service, settings.service.startsWith("http://127.0.0.1:"))
        // No antenna is in this phone, so that it reads the software card.
        assertEquals(EMULATOR, settings.origin.device)
        manage("service" to SERVICE, "token" to TOKEN, "device" to "bag-3")
        assertEquals("bag-3", enrolled(context)!!.settings(Antenna.UNKNOWN).origin.device)
    }

    @Test
    fun `whoever manages devices is shown every setting in Japanese`() {
        val shown = context.getSystemService(RestrictionsManager::class.java).getManifestRestrictions(context.packageName)
        assertEquals(listOf("service", "token", "device", "roots"), shown.map { it.key })
        assertEquals(context.getString(R.string.managed_token), shown[1].title)
        assertTrue(shown.all { !it.title.isNullOrBlank() })
    }

    private fun manage(vararg set: Pair<String, String>) {
        val restrictions = Bundle().apply { set.forEach { (key, value) -> putString(key, value) } }
        shadowOf(context.getSystemService(RestrictionsManager::class.java)).setApplicationRestrictions(restrictions)
    }

    private fun settings(): Settings = checkNotNull(Enrolment.of(context)).settings(Antenna.UNKNOWN)

    private fun system(test: () -> Unit) =
        FakeCaStore(authorities.withIndex().associate { (at, authority) -> "system:$at" to authority }).use { test() }

    private fun certificates(pem: ByteArray) =
        CertificateFactory.getInstance("X.509").generateCertificates(ByteArrayInputStream(pem)).toSet()

    /** Why the core refuses; null where a visit starts. */
    private fun start(settings: Settings): StartException? = try {
        Kyotaku(settings, NoReader, Unseen).use { it.shutdown() }
        null
    } catch (refused: StartException) {
        refused
    }

    private object NoReader : CardReader {
        override suspend fun connect(): OpenChannel = error("nobody asked for a card")
    }

    private object Unseen : Observer {
        override fun changed() = Unit
    }

    private companion object {
        const val SERVICE = "https://service.clinic.example/"
        const val TOKEN = "TEST-ONLY-token"
    }
}
