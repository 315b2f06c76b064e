package jp.kyotaku.app.part

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.material3.Button
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import jp.kyotaku.core.Button as Control
import jp.kyotaku.core.Choice
import jp.kyotaku.core.Event
import jp.kyotaku.core.Key
import jp.kyotaku.core.QuestionView
import jp.kyotaku.core.Weight
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Arrangement

/** A control of the core's: pressed, it sends the event that came with it. */
@Composable
fun ControlButton(control: Control, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    val press = { send(control.event) }
    val size = modifier.fillMaxWidth().heightIn(min = 56.dp)
    when (control.weight) {
        Weight.PRIMARY -> Button(press, size) { Text(control.label) }
        Weight.SECONDARY -> OutlinedButton(press, size) { Text(control.label) }
    }
}

/** One of a pair or a list. */
@Composable
fun ChoiceButton(choice: Choice, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    OutlinedButton(
        { send(choice.event) },
        modifier.heightIn(min = 56.dp).semantics {
            role = Role.RadioButton
            selected = choice.selected
        },
    ) { Text(choice.label) }
}

/** A question with its choices. */
@Composable
fun Question(question: QuestionView, send: (Event) -> Unit) {
    Column {
        Column(Modifier.semantics(mergeDescendants = true) {}) {
            Text(question.label)
            Text(question.state)
            if (question.missing) Text("！")
        }
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            question.choices.forEach { ChoiceButton(it, send, Modifier.weight(1f)) }
        }
    }
}

/** A key of a pad. */
@Composable
fun KeyButton(key: Key, send: (Event) -> Unit, modifier: Modifier = Modifier) {
    OutlinedButton({ send(key.event) }, modifier.heightIn(min = 56.dp)) { Text(key.label) }
}
