package jp.kyotaku.gradle

import javax.inject.Inject
import org.gradle.api.DefaultTask
import org.gradle.api.file.DirectoryProperty
import org.gradle.api.file.FileCollection
import org.gradle.api.model.ObjectFactory
import org.gradle.api.provider.Property
import org.gradle.api.tasks.Input
import org.gradle.api.tasks.InputFiles
import org.gradle.api.tasks.Internal
import org.gradle.api.tasks.PathSensitive
import org.gradle.api.tasks.PathSensitivity
import org.gradle.process.ExecOperations

/** A call of cargo. It is made anew when a source of the library, a manifest or the lock file is another one. */
abstract class CargoTask : DefaultTask() {
    /** The folder of the Rust workspace. */
    @get:Internal
    abstract val workspace: DirectoryProperty

    /** Whether the library is built as it ships: of cargo's release profile. */
    @get:Input
    abstract val release: Property<Boolean>

    @get:InputFiles
    @get:PathSensitive(PathSensitivity.RELATIVE)
    val sources: FileCollection
        get() = objects.fileCollection().from(SOURCES.map { workspace.file(it) })

    @get:Inject
    protected abstract val objects: ObjectFactory

    @get:Inject
    protected abstract val processes: ExecOperations

    /** What builds the library, of this task's profile, with what follows `cargo rustc`. */
    protected fun library(vararg more: String): List<String> =
        listOf("rustc", "--locked") +
            listOfNotNull("--release".takeIf { release.get() }) +
            // Only the library that is loaded: cargo leaves link-time optimisation out where a `lib` is built as well.
            listOf("--package", "kyotaku-bindings", "--lib", "--crate-type", "cdylib") + more

    protected fun cargo(arguments: List<String>, environment: Map<String, String> = emptyMap()) {
        processes.exec {
            workingDir(workspace)
            commandLine(listOf("cargo") + arguments)
            environment(environment)
        }
    }

    private companion object {
        // Not the whole workspace: what cargo has built lies in it, too.
        val SOURCES = listOf(
            "Cargo.toml", "Cargo.lock", "uniffi.toml",
            "core/Cargo.toml", "core/src", "bindings/Cargo.toml", "bindings/src", "bindings/bindgen",
        )
    }
}
