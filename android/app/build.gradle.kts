import jp.kyotaku.gradle.BuildRustLibraries
import jp.kyotaku.gradle.GenerateBindings

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

val repository = rootProject.layout.projectDirectory.dir("..")
val processors = listOf("arm64-v8a", "armeabi-v7a", "x86_64")

/** Of the release's key, from `-P`, `~/.gradle/gradle.properties` or the environment, and never from the tree. */
fun secret(name: String): String? =
    providers.gradleProperty(name).orElse(providers.environmentVariable(name)).orNull

android {
    namespace = "jp.kyotaku.app"
    compileSdk = libs.versions.compileSdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        applicationId = libs.versions.appId.get()
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = libs.versions.appCode.get().toInt()
        versionName = libs.versions.app.get()
        // JNA's archive has libraries for more kinds of processors than the core is built for.
        ndk { abiFilters += processors }
    }

    signingConfigs {
        create("release") {
            val store = secret("KYOTAKU_KEYSTORE")
            if (store != null) {
                storeFile = file(store)
                storePassword = secret("KYOTAKU_KEYSTORE_PASSWORD")
                keyAlias = secret("KYOTAKU_KEY")
                keyPassword = secret("KYOTAKU_KEY_PASSWORD")
            }
        }
    }

    buildTypes {
        debug {
            // Beside the app of the field on the same phone.
            applicationIdSuffix = ".debug"
        }
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
            // Without a key the APK stays unsigned, and no phone takes it.
            signingConfig = signingConfigs.getByName("release").takeIf { it.storeFile != null }
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    buildFeatures { compose = true }

    packaging {
        // As they lie in the APK, uncompressed and from a page on, so that they are mapped and not unpacked.
        jniLibs { useLegacyPackaging = false }
        resources { excludes += listOf("/META-INF/{AL2.0,LGPL2.1}", "/META-INF/{LICENSE,NOTICE}*", "/META-INF/versions/9/OSGI-INF/**") }
    }

    lint {
        abortOnError = true
        checkReleaseBuilds = true
    }
}

kotlin { jvmToolchain(17) }

androidComponents {
    onVariants { variant ->
        // A release library has no software card, and code that was generated for another library refuses to load it: so
        // each variant has its own of both, of one profile.
        val isRelease = variant.buildType == "release"
        val name = variant.name.replaceFirstChar(Char::uppercase)
        val rust = tasks.register<BuildRustLibraries>("build${name}RustLibraries") {
            workspace = repository
            release = isRelease
            platform = libs.versions.minSdk
            abis = processors
            ndk = androidComponents.sdkComponents.ndkDirectory
        }
        variant.sources.jniLibs?.addGeneratedSourceDirectory(rust, BuildRustLibraries::libraries)
        val bindings = tasks.register<GenerateBindings>("generate${name}Bindings") {
            workspace = repository
            release = isRelease
        }
        variant.sources.kotlin?.addGeneratedSourceDirectory(bindings, GenerateBindings::generated)
    }
}

dependencies {
    implementation(libs.compose.material3)
    implementation(libs.compose.foundation)
    implementation(libs.compose.animation)
    implementation(libs.compose.runtime)
    implementation(libs.compose.ui)
    implementation(libs.activity.compose)
    implementation(libs.core.ktx)
    implementation(libs.lifecycle.process)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel.compose)
    implementation(libs.coroutines.android)
    // As an Android archive: it has JNA's own libraries for phones.
    implementation(variantOf(libs.jna) { artifactType("aar") })
}
