package jp.kyotaku.app.frame

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import jp.kyotaku.app.theme.Space

/**
 * One screen's paper: all of it scrolls, so that nothing is out of reach however large the letters or low the screen. It starts at
 * its top for every [title], and stays where it was while that is the same. What is last stands at the foot if there is room.
 */
@Composable
internal fun Page(title: String, width: Dp = Space.column, content: @Composable ColumnScope.() -> Unit) {
    val colours = MaterialTheme.colorScheme
    Surface(Modifier.fillMaxSize().semantics { paneTitle = title }, color = colours.background, contentColor = colours.onBackground) {
        BoxWithConstraints(Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing)) {
            val whole = maxHeight
            key(title) {
                Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState()), horizontalAlignment = Alignment.CenterHorizontally) {
                    Column(
                        Modifier.widthIn(max = width).fillMaxWidth().heightIn(min = whole).padding(Space.edge),
                        verticalArrangement = Arrangement.spacedBy(Space.between),
                        content = content,
                    )
                }
            }
        }
    }
}
