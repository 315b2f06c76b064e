package jp.kyotaku.app.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.em
import androidx.compose.ui.unit.sp

// A line of Japanese ends after a phrase (文節), not in the middle of a word, where the device can tell (Android 13 on).
private val Prose = LineBreak(LineBreak.Strategy.HighQuality, LineBreak.Strictness.Strict, LineBreak.WordBreak.Phrase)
private val Short = LineBreak(LineBreak.Strategy.Balanced, LineBreak.Strictness.Strict, LineBreak.WordBreak.Phrase)

/** For the clinic's staff, who hold the device. Nothing is smaller than デジタル庁デザインシステム's smallest, 14. */
internal val StaffType = type(heading = 26, large = 24, title = 20, body = 18, label = 16, foot = 14)

/** For the patient, who reads at arm's length: 22 sp is about 3.5 mm, and seen from 60 cm what 18 sp is from half of that. */
internal val PatientType = type(heading = 30, large = 28, title = 24, body = 22, label = 18, foot = 14)

// The system knows two weights, 400 and 700, and lines at 1.5 of the size or more, 1.4 for large ones.
private fun type(heading: Int, large: Int, title: Int, body: Int, label: Int, foot: Int) = Typography(
    displayLarge = style(heading + 10, 1.4, Short, bold = true),
    displayMedium = style(heading + 6, 1.4, Short, bold = true),
    displaySmall = style(heading + 4, 1.4, Short, bold = true),
    headlineLarge = style(heading + 2, 1.4, Short, bold = true),
    headlineMedium = style(heading, 1.4, Short, bold = true),
    headlineSmall = style(large, 1.4, Short, bold = true),
    titleLarge = style(large, 1.4, Short, bold = true),
    titleMedium = style(title, 1.5, Short, bold = true),
    titleSmall = style(body, 1.5, Short, bold = true),
    bodyLarge = style(body, 1.6, Prose),
    bodyMedium = style(label, 1.6, Prose),
    bodySmall = style(foot, 1.6, Prose),
    labelLarge = style(body, 1.4, Short, bold = true),
    labelMedium = style(label, 1.5, Short),
    labelSmall = style(foot, 1.5, Short),
)

private fun style(size: Int, line: Double, breaks: LineBreak, bold: Boolean = false) = TextStyle(
    fontSize = size.sp,
    lineHeight = line.em,
    fontWeight = if (bold) FontWeight.Bold else FontWeight.Normal,
    lineBreak = breaks,
    hyphens = Hyphens.None,
    localeList = LocaleList("ja"),
)
