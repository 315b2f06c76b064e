// The tasks by which Gradle calls cargo.
plugins {
    `kotlin-dsl`
}
