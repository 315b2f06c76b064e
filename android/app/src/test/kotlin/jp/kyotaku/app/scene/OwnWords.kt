package jp.kyotaku.app.scene

import android.content.Context
import jp.kyotaku.app.R

/** The shell's own words: what the core knows nothing of, and no reading has. */
internal fun ownWords(app: Context): Set<String> =
    R.string::class.java.fields.filter { it.type == Int::class.java }.map { app.getString(it.getInt(null)) }.toSet()
