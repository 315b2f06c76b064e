package jp.kyotaku.app.theme

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.em
import androidx.compose.ui.unit.sp

// A line of Japanese is asked to end after a phrase (文節), not in the middle of a word: Android 13 and newer can, and no phone
// has shown it yet. What draws the pictures in docs/screens cannot, and ends lines within words. Lines are about equally
// long, so that no single character stands alone on the last.
private val Lines = LineBreak(LineBreak.Strategy.Balanced, LineBreak.Strictness.Strict, LineBreak.WordBreak.Phrase)

/** For the clinic's staff, who hold the device. Nothing is smaller than デジタル庁デザインシステム's smallest, 14. */
internal val StaffType = type(heading = 26, large = 24, title = 20, body = 18, small = 18, label = 16, foot = 14)

/** For the patient, who reads at arm's length: 22 sp is about 3.5 mm, and seen from 60 cm what 18 sp is from half of that. */
internal val PatientType = type(heading = 30, large = 24, title = 22, body = 22, small = 20, label = 18, foot = 14)

// The system knows two weights, 400 and 700, and lines at 1.5 of the size or more, 1.4 for large ones.
private fun type(heading: Int, large: Int, title: Int, body: Int, small: Int, label: Int, foot: Int) = Typography(
    displayLarge = style(heading + 10, 1.4, bold = true),
    displayMedium = style(heading + 6, 1.4, bold = true),
    displaySmall = style(heading + 4, 1.4, bold = true),
    headlineLarge = style(heading + 2, 1.4, bold = true),
    headlineMedium = style(heading, 1.4, bold = true),
    headlineSmall = style(large, 1.4, bold = true),
    titleLarge = style(large, 1.4, bold = true),
    titleMedium = style(title, 1.5, bold = true),
    titleSmall = style(small, 1.5),
    bodyLarge = style(body, 1.6),
    bodyMedium = style(label, 1.6),
    bodySmall = style(foot, 1.6),
    labelLarge = style(body, 1.4, bold = true),
    labelMedium = style(label, 1.5),
    labelSmall = style(foot, 1.5),
)

private fun style(size: Int, line: Double, bold: Boolean = false) = TextStyle(
    fontSize = size.sp,
    lineHeight = line.em,
    fontWeight = if (bold) FontWeight.Bold else FontWeight.Normal,
    lineBreak = Lines,
    hyphens = Hyphens.None,
    localeList = LocaleList("ja"),
)
