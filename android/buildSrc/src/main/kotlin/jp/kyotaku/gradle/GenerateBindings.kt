package jp.kyotaku.gradle

import org.gradle.api.file.DirectoryProperty
import org.gradle.api.tasks.CacheableTask
import org.gradle.api.tasks.OutputDirectory
import org.gradle.api.tasks.TaskAction

/**
 * The Kotlin by which the library is called, read out of a library that is built for this machine: of the same sources,
 * features and profile as those for phones, it exports the same, and its checksums are theirs. The generator needs the
 * symbols that a release build is without.
 */
@CacheableTask
abstract class GenerateBindings : CargoTask() {
    @get:OutputDirectory
    abstract val generated: DirectoryProperty

    @TaskAction
    fun generate() {
        val out = generated.get().asFile
        out.deleteRecursively()
        cargo(library("--", "-C", "strip=none"))
        val built = workspace.get().dir("target").dir(if (release.get()) "release" else "debug")
        val library = System.mapLibraryName("kyotaku_bindings")
        cargo(
            listOf("run", "--locked", "--quiet", "--package", "kyotaku-bindgen", "--", "kotlin") +
                listOf(built.file(library).asFile.path, "uniffi.toml", out.path),
        )
    }
}
