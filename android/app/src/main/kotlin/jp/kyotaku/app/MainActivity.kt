package jp.kyotaku.app

import android.os.Bundle
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.repeatOnLifecycle
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import jp.kyotaku.app.life.DeviceLock
import jp.kyotaku.app.life.DoubtFile
import jp.kyotaku.app.life.IdleLimit
import jp.kyotaku.app.life.keepToItself
import jp.kyotaku.app.nfc.PhoneReader
import jp.kyotaku.app.nfc.ReaderMode
import jp.kyotaku.app.theme.KyotakuTheme
import jp.kyotaku.core.Screen
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch

/**
 * The one activity: draws what the visit says, and hands back what was pressed. It is made anew whenever the phone turns;
 * what must outlive it is [Held]. Of the visit its saved state has the keepsake alone.
 */
class MainActivity : ComponentActivity() {
    private lateinit var held: Held
    private lateinit var idleLimit: IdleLimit

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        keepToItself()
        enableEdgeToEdge()
        held = held(savedInstanceState?.getString(KEEPSAKE))
        idleLimit = IdleLimit(this)
        val lock = DeviceLock(this, held.leftAlone::uncover)
        lifecycleScope.launch { held.started.collectLatest { if (it is Started.Running) whileItRuns(it.visit) } }
        setContent { KyotakuTheme { Shown(held, lock) } }
    }

    private suspend fun whileItRuns(visit: RunningVisit): Nothing = coroutineScope {
        launch {
            repeatOnLifecycle(Lifecycle.State.RESUMED) { ReaderMode(this@MainActivity).follow(visit.reader) }
        }
        launch {
            repeatOnLifecycle(Lifecycle.State.STARTED) { held.leftAlone.watch(visit.view, idleLimit::of) }
        }
        visit.view.collect { awake(it.screen is Screen.Tap) }
    }

    /** A card is read for as long as it takes, without a finger on the screen. */
    private fun awake(on: Boolean) = if (on) window.addFlags(FLAG_KEEP_SCREEN_ON) else window.clearFlags(FLAG_KEEP_SCREEN_ON)

    override fun onStart() {
        super.onStart()
        // Before anything is drawn again.
        held.visit?.let { held.leftAlone.look(idleLimit.of(it.view.value)) }
    }

    override fun onUserInteraction() = held.leftAlone.touched()

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putString(KEEPSAKE, held.keepsake)
    }

    private fun held(interrupted: String?): Held {
        val factory = viewModelFactory {
            initializer {
                val app = application as KyotakuApplication
                Held(interrupted, app.startsOn, app.managedAnew()) {
                    RunningVisit.start(app.enrolment(), PhoneReader.of(app), DoubtFile(app), it)
                }
            }
        }
        return ViewModelProvider(this, factory)[Held::class.java]
    }

    private companion object {
        const val KEEPSAKE = "keepsake"
    }
}
