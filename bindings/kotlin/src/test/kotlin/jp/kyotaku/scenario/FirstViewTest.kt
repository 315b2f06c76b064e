package jp.kyotaku.scenario

import java.net.InetAddress
import java.net.ServerSocket
import jp.kyotaku.core.Antenna
import jp.kyotaku.core.Channel
import jp.kyotaku.visit.LinkException
import jp.kyotaku.core.Origin
import jp.kyotaku.visit.CardReader
import jp.kyotaku.visit.Kyotaku
import jp.kyotaku.visit.Observer
import jp.kyotaku.visit.OpenChannel
import jp.kyotaku.visit.Settings
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The library loads, and the first view comes from it. */
class FirstViewTest {
    @Test
    fun `a visit opens with its heading`() {
        val origin = Origin(Channel.VISIT_APP, "kyotaku-scenarios", "1", "phone-1")
        // A service that never answers.
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
            val settings = Settings("http://127.0.0.1:${silent.localPort}", "TEST-ONLY", origin, null, Antenna.UNKNOWN)
            Kyotaku(settings, NoReader, Unobserved).use { visit ->
                assertEquals("資格確認", visit.view().heading)
                visit.shutdown()
            }
        }
    }

    private object NoReader : CardReader {
        override suspend fun connect(): OpenChannel = throw LinkException.NoReader()
    }

    private object Unobserved : Observer {
        override fun changed() = Unit
    }
}
