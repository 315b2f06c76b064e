package jp.kyotaku.app.visits

import org.robolectric.ParameterizedRobolectricTestRunner.Parameters

// A class for each hand, because a class is what a JVM is given: whichever is free takes the next.

internal class Visits00Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(0)
    }
}

internal class Visits01Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(1)
    }
}

internal class Visits02Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(2)
    }
}

internal class Visits03Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(3)
    }
}

internal class Visits04Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(4)
    }
}

internal class Visits05Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(5)
    }
}

internal class Visits06Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(6)
    }
}

internal class Visits07Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(7)
    }
}

internal class Visits08Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(8)
    }
}

internal class Visits09Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(9)
    }
}

internal class Visits10Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(10)
    }
}

internal class Visits11Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(11)
    }
}

internal class Visits12Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(12)
    }
}

internal class Visits13Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(13)
    }
}

internal class Visits14Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(14)
    }
}

internal class Visits15Test(name: String) : EveryVisit(name) {
    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun visits() = dealtTo(15)
    }
}
