package jp.kyotaku.app

import androidx.annotation.StringRes
import jp.kyotaku.visit.StartException

/** Why no visit can begin on this device, for whoever sets it up: what of its settings is to be looked at. */
enum class NotStarted(@field:StringRes val words: Int) {
    /** Nobody has said what this device is to the service, or not all of it. */
    MISSING(R.string.not_enrolled_missing),
    ADDRESS(R.string.not_enrolled_address),
    TOKEN(R.string.not_enrolled_token),
    DEVICE(R.string.not_enrolled_device),
    ROOTS(R.string.not_enrolled_roots),

    /** Nothing of the settings: the phone itself refuses. */
    SYSTEM(R.string.not_enrolled_system),
    ;

    companion object {
        /** What the core said. It repeats no value of the settings, and neither does this. */
        fun of(refused: StartException) = when (refused) {
            is StartException.Address -> ADDRESS
            is StartException.Token -> TOKEN
            is StartException.Origin -> DEVICE
            is StartException.TrustedRoots -> ROOTS
            // The software card's address is not of the settings: only a debug build has one.
            is StartException.CardAddress, is StartException.System -> SYSTEM
        }
    }
}
