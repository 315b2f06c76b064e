package jp.kyotaku.app.accessibility

/** A rule of accessibility that can be decided from a screen as it is drawn. Each has a test that shows that it can fail. */
internal fun interface Rule {
    /** What the screen breaks of it, in sentences; nothing where it keeps the rule. */
    fun check(screen: WholeScreen): List<String>
}
