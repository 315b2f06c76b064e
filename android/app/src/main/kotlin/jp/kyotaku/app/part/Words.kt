package jp.kyotaku.app.part

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import jp.kyotaku.core.Field
import jp.kyotaku.core.Row
import jp.kyotaku.core.Tone

/** What to do on a screen. */
@Composable
fun Lead(text: String) {
    Text(text, style = MaterialTheme.typography.bodyLarge)
}

/** A title over rows or fields. */
@Composable
fun Title(text: String) {
    Text(text, style = MaterialTheme.typography.titleMedium)
}

/** What happened, as strongly as it is. */
@Composable
fun Status(text: String, tone: Tone) {
    Text(text, style = MaterialTheme.typography.headlineSmall)
}

/** A label, its value, and a note where there is one; one thing to a screen reader. */
@Composable
fun FieldLine(field: Field) {
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}) {
        Text(field.label, style = MaterialTheme.typography.labelLarge)
        Text(field.value, style = MaterialTheme.typography.bodyLarge)
        field.note?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
    }
}

/** A question, its answer, and each item. */
@Composable
fun RowBlock(row: Row) {
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}) {
        Text(row.label, style = MaterialTheme.typography.titleMedium)
        Text(row.answer, style = MaterialTheme.typography.titleLarge)
    }
    row.items.forEach { FieldLine(it) }
}
