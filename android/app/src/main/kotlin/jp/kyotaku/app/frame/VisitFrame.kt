package jp.kyotaku.app.frame

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.part.ControlButton
import jp.kyotaku.app.screen.Body
import jp.kyotaku.core.Event
import jp.kyotaku.core.Footer
import jp.kyotaku.core.Steps
import jp.kyotaku.core.View

/**
 * What stands around every screen: the steps and the heading above it, the ways back and the footer below.
 *
 * @param above what the shell itself has to say before the body.
 */
@Composable
fun VisitFrame(view: View, send: (Event) -> Unit, above: @Composable () -> Unit = {}) {
    Scaffold { inner ->
        Column(
            Modifier.fillMaxSize().padding(inner).verticalScroll(rememberScrollState()).padding(24.dp),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Text(view.heading, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineMedium)
            view.steps?.let { StepsLine(it) }
            above()
            Body(view.screen, send)
            view.back?.let { ControlButton(it, send) }
            view.cancel?.let { ControlButton(it, send) }
            FooterLines(view.footer)
        }
    }
}

@Composable
private fun StepsLine(steps: Steps) {
    Text(steps.labels.mapIndexed { place, label -> if (place == steps.current.toInt()) "【$label】" else label }.joinToString(" > "))
}

@Composable
private fun FooterLines(footer: Footer) {
    Text(footer.channel)
    Text(footer.app)
    Text(footer.device)
    footer.clinic?.let { Text(it) }
}
