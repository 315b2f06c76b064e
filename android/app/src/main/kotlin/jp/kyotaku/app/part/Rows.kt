package jp.kyotaku.app.part

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
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
import jp.kyotaku.core.Row

/** What was answered, question by question. */
@Composable
fun Rows(rows: List<Row>) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) { rows.forEach { RowBlock(it) } }
}

/** A question and its answer, one thing to a screen reader, and below it each item that follows from it. */
@Composable
fun RowBlock(row: Row) = Framed {
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}.padding(vertical = 10.dp)) {
        Text(row.label, style = MaterialTheme.typography.titleSmall)
        Text(row.answer, style = MaterialTheme.typography.titleLarge)
    }
    row.items.forEach {
        HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        ItemLine(it)
    }
}

/** An item and what holds for it, at the two ends of a line if they fit on one. */
@Composable
private fun ItemLine(item: Field) {
    FlowRow(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}.padding(vertical = 10.dp),
        horizontalArrangement = Arrangement.SpaceBetween,
    ) {
        Text(item.label, Modifier.alignByBaseline().padding(end = Space.inside), color = MaterialTheme.colorScheme.onSurfaceVariant, style = MaterialTheme.typography.labelMedium)
        Text(item.value, Modifier.alignByBaseline(), style = MaterialTheme.typography.labelMedium)
        item.note?.let { Remark(it, Modifier.fillMaxWidth()) }
    }
}
