package jp.kyotaku.app.part

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key

/** The keys that digits are typed by. */
@Composable
fun Pad(digits: List<Key>, send: (Event) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        digits.chunked(5).forEach { keys ->
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                keys.forEach { KeyButton(it, send, Modifier.weight(1f)) }
            }
        }
    }
}
