package jp.kyotaku.app.nfc

import android.content.Context
import android.content.pm.PackageManager
import android.nfc.AvailableNfcAntenna
import android.nfc.NfcAdapter
import android.nfc.NfcAntennaInfo
import android.os.Build
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.core.Antenna as Position
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNfcAdapter
import org.robolectric.util.ReflectionHelpers

/** Where a phone says that it feels a card, in the places that the core has words for. */
@RunWith(RobolectricTestRunner::class)
class AntennaTest {
    private val app = ApplicationProvider.getApplicationContext<Context>()

    @Before
    fun `the phone has NFC`() = shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)

    @Test
    fun `by the height at which it lies`() {
        val places = mapOf(
            listOf(150) to Position.UPPER_EDGE,
            listOf(100) to Position.UPPER_EDGE,
            listOf(99) to Position.MIDDLE,
            listOf(50) to Position.MIDDLE,
            listOf(49) to Position.UNKNOWN,
            listOf(0) to Position.UNKNOWN,
            listOf(151) to Position.UNKNOWN,
            listOf(-1) to Position.UNKNOWN,
            listOf(120, 140) to Position.UPPER_EDGE,
            listOf(75, 140) to Position.UNKNOWN,
            emptyList<Int>() to Position.UNKNOWN,
        )
        for ((heights, place) in places) assertEquals("$heights", place, told(phone(150, heights)))
    }

    @Test
    fun `a phone without a height says nothing`() = assertEquals(Position.UNKNOWN, told(phone(0, listOf(0))))

    @Test
    fun `a phone that does not say, one without NFC, and one that cannot yet say, are unknown`() {
        assertEquals(Position.UNKNOWN, told(null))
        val info = phone(150, listOf(140))
        assertEquals(Position.UPPER_EDGE, told(info))
        ShadowNfcAdapter.setNfcHardwareExists(false)
        assertEquals(Position.UNKNOWN, Antenna.of(app))
        ShadowNfcAdapter.setNfcHardwareExists(true)
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", 33)
        try {
            assertEquals(Position.UNKNOWN, told(info))
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", 34)
        }
    }

    private fun told(info: NfcAntennaInfo?): Position {
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setNfcAntennaInfo(info)
        return Antenna.of(app)
    }

    private fun phone(height: Int, antennas: List<Int>) =
        NfcAntennaInfo(70, height, false, antennas.map { AvailableNfcAntenna(35, it) })
}
