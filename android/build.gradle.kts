// The Android Gradle Plugin compiles Kotlin by itself, with a version of its own. Named here, ours takes its place.
buildscript {
    dependencies {
        classpath(libs.kotlin.gradle.plugin)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.kotlin.compose) apply false
}
