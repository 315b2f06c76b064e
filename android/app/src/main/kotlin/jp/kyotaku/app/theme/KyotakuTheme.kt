package jp.kyotaku.app.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import jp.kyotaku.core.Audience

/** Colours, shapes and type of every screen. */
@Composable
fun KyotakuTheme(content: @Composable () -> Unit) {
    val dark = isSystemInDarkTheme()
    CompositionLocalProvider(LocalTones provides if (dark) DarkTones else LightTones) {
        MaterialTheme(if (dark) Dark else Light, shapes = Corners, typography = StaffType, content = content)
    }
}

/** The type for whoever is to read the screen. */
@Composable
fun TypeFor(audience: Audience, content: @Composable () -> Unit) {
    val type = when (audience) {
        Audience.STAFF -> StaffType
        Audience.PATIENT -> PatientType
    }
    MaterialTheme(typography = type, content = content)
}
