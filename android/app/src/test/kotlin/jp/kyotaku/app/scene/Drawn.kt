package jp.kyotaku.app.scene

import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import jp.kyotaku.core.Screen
import jp.kyotaku.core.View

/**
 * What is drawn, read from the semantics of the composition: the same lines and labels that `scenarios/README.md` asks of a
 * view, made from nothing but what a person sees or has read out. Nothing is taken from the core but two dictionaries: what
 * the steps and the portrait are called where they are read out, because one is drawn as a row of marks and the other as a
 * picture.
 */
internal class Drawn(roots: List<SemanticsNode>, spoken: Map<String, String>, private val own: Set<String>) {
    private val parts = roots.flatMap { partsOf(it) }.filter { it.words.isEmpty() || it.words.any { word -> word !in own } }
    private val headline = parts.find { SemanticsProperties.Heading in it.node.config }
    private val steps = parts.find { it.description in spoken && !it.isPortrait }

    /** The lines, from top to bottom: heading, steps, body and footer. */
    val lines: List<String> = listOfNotNull(headline).map { it.words.single() } +
        listOfNotNull(steps).map { spoken.getValue(it.description!!) } +
        parts.filter { it != headline && it != steps }.mapNotNull { it.line(spoken) }

    /** What can be pressed, in its order; what stands above the heading comes last, as a way back does. */
    val controls: List<Part> = parts.filter { it.isControl }.let { controls ->
        val place = parts.indexOf(headline)
        val (above, below) = controls.partition { parts.indexOf(it) < place }
        below + above
    }

    /** A question's own choices: what can be chosen between its head and the next thing that cannot. */
    fun choicesOf(question: String): List<Part> = parts
        .filter { !it.isControl && it.words.size > 1 && it.words.first() == question }
        .flatMap { head -> parts.drop(parts.indexOf(head) + 1).takeWhile { it.isChoice } }

    private fun partsOf(node: SemanticsNode): List<Part> {
        val part = Part(node)
        // What stands inside of a control, or of what is read out as one, is a part of it.
        val inside = if (part.isControl || part.description != null) emptyList() else node.children.flatMap { partsOf(it) }
        return if (part.isAny) listOf(part) + inside else inside
    }

    /** A node that says something or can be pressed. */
    class Part(val node: SemanticsNode) {
        val words = node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        val description = node.config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString("")
        val isControl = SemanticsActions.OnClick in node.config
        private val role = node.config.getOrNull(SemanticsProperties.Role)
        private val selected = node.config.getOrNull(SemanticsProperties.Selected)
        private val progress = node.config.getOrNull(SemanticsProperties.ProgressBarRangeInfo)
        val isChoice = isControl && role == Role.RadioButton && words.size == 1
        val isPortrait = role == Role.Image
        val isAny = words.isNotEmpty() || description != null || isControl || progress != null

        /** The label of a control. */
        val label get() = words.firstOrNull() ?: description.orEmpty()

        /** Its line in the reading; null for a button, which has none. */
        fun line(spoken: Map<String, String>): String? = when {
            isPortrait -> spoken[description] ?: "a picture that the view does not have: $description"
            progress != null -> "${progress.current.toInt()}/${progress.range.endInclusive.toInt()}"
            isChoice -> (if (selected == true) "● " else "○ ") + label
            isControl && words.size == 2 -> (if (selected == true) "【$label】" else label) + ": ${words[1]}"
            isControl -> null
            words.size == 3 && words[2] == "！" -> "${words[0]}: ${words[1]} ！"
            words.size == 3 -> "${words[0]}: ${words[1]}（${words[2]}）"
            words.isEmpty() -> description
            else -> words.joinToString(": ")
        }
    }

    companion object {
        /** What the steps and the portrait are called, and the line that stands for them in the reading. */
        fun spoken(view: View): Map<String, String> = buildMap {
            view.steps?.let { steps ->
                val labels = steps.labels.mapIndexed { place, label -> if (place == steps.current.toInt()) "【$label】" else label }
                put(steps.spoken, labels.joinToString(" > "))
            }
            (view.screen as? Screen.Compare)?.v1?.portrait?.let { put(it.spoken, "顔写真 ${it.width}×${it.height}") }
        }
    }
}
