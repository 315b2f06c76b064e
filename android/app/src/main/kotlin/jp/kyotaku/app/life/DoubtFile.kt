package jp.kyotaku.app.life

import android.content.Context
import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import jp.kyotaku.core.Keepsake

/**
 * Where it is written down that a registration or a revocation is in doubt: what the platform keeps of an activity dies with
 * a crash, an empty battery, or a finger that swipes the app away, and this must not. It holds the number by which it is
 * found at the service and nothing of the patient, is in no backup, and is there only while something is in doubt.
 */
class DoubtFile(context: Context) {
    private val file = AtomicFile(File(context.noBackupFilesDir, "doubt"))

    /** What is in doubt since before; null where nothing is. Text that cannot be read is for the core to judge. */
    fun kept(): String? = try {
        file.readFully().decodeToString()
    } catch (none: FileNotFoundException) {
        null
    } catch (unreadable: IOException) {
        ""
    }

    /** From now on this is in doubt, or nothing. A few bytes, and they are on disk when this returns: on any thread. */
    fun keep(keepsake: Keepsake?) {
        if (keepsake?.lasting == true) write(keepsake.text) else file.delete()
    }

    private fun write(text: String) {
        val stream = try {
            file.startWrite()
        } catch (full: IOException) {
            // The registration goes on: it is not undone by stopping here, and the activity's saved state holds the same.
            return
        }
        try {
            stream.write(text.encodeToByteArray())
            file.finishWrite(stream)
        } catch (full: IOException) {
            file.failWrite(stream)
        }
    }
}
