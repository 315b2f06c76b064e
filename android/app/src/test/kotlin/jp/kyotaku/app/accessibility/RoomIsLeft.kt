package jp.kyotaku.app.accessibility

/** What does not scroll away leaves at least half of the window to what does: large type on a small screen is still to be read. */
internal object RoomIsLeft : Rule {
    override fun check(screen: WholeScreen): List<String> {
        val room = screen.roomToScroll ?: return emptyList()
        return listOfNotNull("only ${room.toInt()} of ${screen.windowHeight} pixels are left to what scrolls".takeIf { room * 2 < screen.windowHeight })
    }
}
