package jp.kyotaku.app.theme

import androidx.compose.ui.graphics.Color

/** The steps of デジタル庁デザインシステム's colour scales that are used here, by its own names. */
internal object Palette {
    val White = Color(0xFFFFFFFF)
    val Black = Color(0xFF000000)

    val Blue50 = Color(0xFFE8F1FE)
    val Blue100 = Color(0xFFD9E6FF)
    val Blue200 = Color(0xFFC5D7FB)
    val Blue300 = Color(0xFF9DB7F9)
    val Blue400 = Color(0xFF7096F8)
    val Blue900 = Color(0xFF0017C1)
    val Blue1000 = Color(0xFF00118F)
    val Blue1100 = Color(0xFF000071)
    val Blue1200 = Color(0xFF000060)

    val Cyan50 = Color(0xFFE9F7F9)
    val Cyan100 = Color(0xFFC8F8FF)
    val Cyan300 = Color(0xFF79E2F2)
    val Cyan900 = Color(0xFF006F83)
    val Cyan1100 = Color(0xFF004C59)
    val Cyan1200 = Color(0xFF003741)

    val Green50 = Color(0xFFE6F5EC)
    val Green100 = Color(0xFFC2E5D1)
    val Green300 = Color(0xFF71C598)
    val Green800 = Color(0xFF197A4B)
    val Green1000 = Color(0xFF0C472A)
    val Green1200 = Color(0xFF032213)

    val Yellow50 = Color(0xFFFBF5E0)
    val Yellow100 = Color(0xFFFFF0B3)
    val Yellow300 = Color(0xFFFFD43D)
    val Yellow1000 = Color(0xFF806300)
    val Yellow1200 = Color(0xFF604B00)

    val Red50 = Color(0xFFFDEEEE)
    val Red100 = Color(0xFFFFDADA)
    val Red300 = Color(0xFFFF9696)
    val Red900 = Color(0xFFCE0000)
    val Red1000 = Color(0xFFA90000)
    val Red1100 = Color(0xFF850000)
    val Red1200 = Color(0xFF620000)

    val Gray50 = Color(0xFFF2F2F2)
    val Gray100 = Color(0xFFE6E6E6)
    val Gray200 = Color(0xFFCCCCCC)
    val Gray300 = Color(0xFFB3B3B3)
    val Gray400 = Color(0xFF999999)
    val Gray600 = Color(0xFF666666)
    val Gray700 = Color(0xFF4D4D4D)
    val Gray800 = Color(0xFF333333)
    val Gray900 = Color(0xFF1A1A1A)
}
