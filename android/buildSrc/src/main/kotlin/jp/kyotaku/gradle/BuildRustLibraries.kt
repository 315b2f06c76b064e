package jp.kyotaku.gradle

import org.gradle.api.file.DirectoryProperty
import org.gradle.api.provider.ListProperty
import org.gradle.api.provider.Property
import org.gradle.api.tasks.Input
import org.gradle.api.tasks.Internal
import org.gradle.api.tasks.OutputDirectory
import org.gradle.api.tasks.TaskAction
import org.gradle.work.DisableCachingByDefault

/** The core for each kind of processor, by cargo-ndk. */
@DisableCachingByDefault(because = "cargo keeps what it built")
abstract class BuildRustLibraries : CargoTask() {
    @get:Input
    abstract val abis: ListProperty<String>

    /** The oldest Android that it runs on. */
    @get:Input
    abstract val platform: Property<String>

    @get:Internal
    abstract val ndk: DirectoryProperty

    /** A folder for each of [abis]. */
    @get:OutputDirectory
    abstract val libraries: DirectoryProperty

    @TaskAction
    fun build() {
        val targets = abis.get().flatMap { listOf("--target", it) }
        val out = libraries.get().asFile
        out.deleteRecursively()
        cargo(
            listOf("ndk") + targets + listOf("--platform", platform.get(), "--output-dir", out.path) + library(),
            mapOf("ANDROID_NDK_HOME" to ndk.get().asFile.path),
        )
        for (abi in abis.get()) check(out.resolve("$abi/libkyotaku_bindings.so").isFile) { "cargo-ndk has built nothing for $abi" }
    }
}
