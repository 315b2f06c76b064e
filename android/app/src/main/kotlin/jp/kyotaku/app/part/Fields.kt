package jp.kyotaku.app.part

import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Field

/** Fields that belong together, in a frame. */
@Composable
fun Fields(fields: List<Field>) {
    if (fields.isEmpty()) return
    Framed {
        fields.forEachIndexed { place, field ->
            if (place > 0) HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            FieldLine(field)
        }
    }
}

/** A label, its value, and a note where there is one; one thing to a screen reader. */
@Composable
fun FieldLine(field: Field) {
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}.padding(vertical = 10.dp)) {
        Text(field.label, color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.labelMedium)
        Text(field.value, style = MaterialTheme.typography.bodyLarge)
        field.note?.let { Remark(it) }
    }
}

/** A frame round what belongs together. */
@Composable
internal fun Framed(content: @Composable () -> Unit) {
    Column(
        Modifier.fillMaxWidth()
            .border(1.dp, MaterialTheme.colorScheme.outlineVariant, MaterialTheme.shapes.large)
            .padding(horizontal = 12.dp, vertical = 4.dp),
    ) { content() }
}
