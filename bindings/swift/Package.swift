// swift-tools-version: 6.0
// The core in Swift. On Linux `cargo xtask bindings swift` writes `generated/`, and the library is given to the linker by whoever
// builds: `swift build -Xlinker -L<folder of libkyotaku_bindings>`. On a Mac ios/build-xcframework.sh writes both, the library of
// every platform in one.
import PackageDescription

#if os(Linux)
    let library = Target.systemLibrary(name: "KyotakuCoreFFI", path: "generated/KyotakuCoreFFI")
    let linking: [LinkerSetting] = [.linkedLibrary("kyotaku_bindings")]
    let notSources: [String] = []
#else
    let library = Target.binaryTarget(name: "KyotakuCoreFFI", path: "KyotakuCoreFFI.xcframework")
    // Of the system: whom it trusts.
    let linking: [LinkerSetting] = [.linkedFramework("Security"), .linkedFramework("CoreFoundation")]
    let notSources = ["KyotakuCoreFFI.xcframework"]
#endif

let package = Package(
    name: "KyotakuCore",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "KyotakuCore", targets: ["KyotakuCore"]),
        .library(name: "KyotakuScenarios", targets: ["KyotakuScenarios"]),
    ],
    targets: [
        library,
        .target(
            name: "KyotakuCore",
            dependencies: ["KyotakuCoreFFI"],
            path: ".",
            exclude: ["generated/KyotakuCoreFFI", "Sources/KyotakuScenarios", "Sources/PinProbe", "Tests"] + notSources,
            sources: ["generated/KyotakuCore", "Sources/KyotakuCore"],
            // Generated code with asynchronous protocols crashes the compiler of Swift 6.0 in the mode of version 6.
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: linking
        ),
        .target(name: "KyotakuScenarios", dependencies: ["KyotakuCore"]),
        .executableTarget(name: "PinProbe", dependencies: ["KyotakuCore", "KyotakuScenarios"]),
        .testTarget(
            name: "KyotakuCoreTests",
            dependencies: ["KyotakuCore", "KyotakuScenarios", "PinProbe"]
        ),
    ]
)
