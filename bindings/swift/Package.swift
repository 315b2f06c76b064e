// swift-tools-version: 6.0
// The core in Swift. `cargo xtask bindings swift` writes `generated/`; the library is given to the linker by whoever builds:
// `swift build -Xlinker -L<folder of libkyotaku_bindings>`.
import PackageDescription

let package = Package(
    name: "KyotakuCore",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "KyotakuCore", targets: ["KyotakuCore"]),
        .library(name: "KyotakuScenarios", targets: ["KyotakuScenarios"]),
    ],
    targets: [
        .systemLibrary(name: "KyotakuCoreFFI", path: "generated/KyotakuCoreFFI"),
        .target(
            name: "KyotakuCore",
            dependencies: ["KyotakuCoreFFI"],
            path: ".",
            exclude: ["generated/KyotakuCoreFFI", "Sources/KyotakuScenarios", "Sources/PinProbe", "Tests"],
            sources: ["generated/KyotakuCore", "Sources/KyotakuCore"],
            // Generated code with asynchronous protocols crashes the compiler of Swift 6.0 in the mode of version 6.
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [.linkedLibrary("kyotaku_bindings")]
        ),
        .target(name: "KyotakuScenarios", dependencies: ["KyotakuCore"]),
        .executableTarget(name: "PinProbe", dependencies: ["KyotakuCore", "KyotakuScenarios"]),
        .testTarget(
            name: "KyotakuCoreTests",
            dependencies: ["KyotakuCore", "KyotakuScenarios", "PinProbe"]
        ),
    ]
)
