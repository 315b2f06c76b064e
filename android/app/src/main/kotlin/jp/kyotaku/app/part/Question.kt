package jp.kyotaku.app.part

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import jp.kyotaku.app.theme.Space
import jp.kyotaku.core.Event
import jp.kyotaku.core.QuestionView

/** A question with its choices, under a line of its own; one that still waits for its answer has a bar and a sign beside it. */
@Composable
fun Question(question: QuestionView, send: (Event) -> Unit) {
    val alarm = MaterialTheme.colorScheme.error
    Column(
        Modifier.fillMaxWidth().semantics { isTraversalGroup = true }.drawBehind {
            if (question.missing) {
                val width = 6.dp.toPx()
                drawRect(alarm, Offset(-width - 4.dp.toPx(), 0f), Size(width, size.height))
            }
        },
        verticalArrangement = Arrangement.spacedBy(Space.near),
    ) {
        Head(question)
        if (question.choices.isNotEmpty()) {
            // Of a list, the marks stand below each other.
            val list = question.choices.size > 2
            Alike(Modifier.selectableGroup()) { question.choices.forEach { ChoiceButton(it, question.label, send, start = list) } }
        }
    }
}

@Composable
private fun Head(question: QuestionView) {
    val colours = MaterialTheme.colorScheme
    val type = MaterialTheme.typography
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) { heading() }) {
        Text(question.label, style = type.titleMedium)
        Row(horizontalArrangement = Arrangement.spacedBy(Space.near), verticalAlignment = Alignment.CenterVertically) {
            Text(
                question.state,
                Modifier.weight(1f, fill = false),
                color = if (question.missing) colours.error else colours.onSurfaceVariant,
                style = type.labelMedium,
                fontWeight = if (question.missing) FontWeight.Bold else null,
            )
            if (question.missing) Missing()
        }
    }
}

@Composable
private fun Missing() {
    Box(Modifier.background(MaterialTheme.colorScheme.error, CircleShape).padding(horizontal = 6.dp)) {
        Text("！", color = MaterialTheme.colorScheme.onError, style = MaterialTheme.typography.labelMedium, fontWeight = FontWeight.Bold)
    }
}

/** Questions one below the other, with a line between each and the next. */
@Composable
fun Questions(questions: List<QuestionView>, send: (Event) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.between)) {
        questions.forEach {
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            Question(it, send)
        }
    }
}
