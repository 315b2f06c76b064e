package jp.kyotaku.app

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.repeatOnLifecycle
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import jp.kyotaku.app.frame.VisitFrame
import jp.kyotaku.app.nfc.NfcNotice
import jp.kyotaku.app.nfc.ReaderMode
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.app.screen.NotEnrolledScreen
import jp.kyotaku.app.theme.KyotakuTheme
import kotlinx.coroutines.launch

/** The one activity: draws what the visit says, and hands back what was pressed. */
class MainActivity : ComponentActivity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val visit = held().visit
        if (visit != null) {
            lifecycleScope.launch { repeatOnLifecycle(Lifecycle.State.RESUMED) { ReaderMode(this@MainActivity).follow(visit.reader) } }
        }
        setContent {
            KyotakuTheme {
                if (visit == null) {
                    NotEnrolledScreen()
                } else {
                    val view by visit.view.collectAsStateWithLifecycle()
                    BackHandler(view.back != null) { view.back?.let { visit.send(it.event) } }
                    VisitFrame(view, visit::send) { NfcNotice(view.screen) }
                }
            }
        }
    }

    private fun held(): Held {
        val factory = viewModelFactory {
            initializer {
                val app = application as KyotakuApplication
                Held(app.enrolment()?.let { RunningVisit.start(it, PhoneReader.of(app)) })
            }
        }
        return ViewModelProvider(this, factory)[Held::class.java]
    }
}

/** Keeps the visit while the activity is made anew. */
class Held(val visit: RunningVisit?) : ViewModel() {
    override fun onCleared() {
        visit?.end()
    }
}
