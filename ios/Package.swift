// swift-tools-version: 6.0
// The iPhone app. Its core comes from ../bindings/swift; the library is given to the linker by whoever builds, as there.
import PackageDescription

// SwiftUI and CoreNFC do not exist on Linux. There, stub modules of the same names stand in, so that the app's own screens and
// its NFC adapter compile and run under test: Stubs/README.md says what they show and what they cannot. On a Mac they are no
// part of the package.
#if os(Linux)
    let stubs: [Target] = [
        .target(name: "Accessibility", path: "Stubs/Accessibility", swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(
            name: "LocalAuthentication", path: "Stubs/LocalAuthentication", swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "SwiftUI", path: "Stubs/SwiftUI", swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "CoreNFC", path: "Stubs/CoreNFC", swiftSettings: [.swiftLanguageMode(.v5)]),
        // The app's own files, which Xcode compiles by App/project.yml. Here they are compiled, and nothing runs them.
        .executableTarget(
            name: "KyotakuApp", dependencies: ["KyotakuNFC", "KyotakuUI", "CoreNFC", "SwiftUI"], path: "App",
            exclude: ["Assets.xcassets", "Info.plist", "Kyotaku.entitlements", "PrivacyInfo.xcprivacy", "project.yml"]),
    ]
    let screens: [Target.Dependency] = ["SwiftUI", "Accessibility", "LocalAuthentication"]
    let nfc: [Target.Dependency] = ["CoreNFC"]
#else
    let stubs: [Target] = []
    let screens: [Target.Dependency] = []
    let nfc: [Target.Dependency] = []
#endif

let core: Target.Dependency = .product(name: "KyotakuCore", package: "swift")
let scenarios: Target.Dependency = .product(name: "KyotakuScenarios", package: "swift")

let package = Package(
    name: "KyotakuPhone",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "KyotakuNFC", targets: ["KyotakuNFC"]),
        .library(name: "KyotakuUI", targets: ["KyotakuUI"]),
    ],
    dependencies: [.package(path: "../bindings/swift")],
    targets: [
        .target(name: "KyotakuNFC", dependencies: [core] + nfc),
        .target(name: "KyotakuUI", dependencies: [core] + screens),
        .testTarget(name: "KyotakuNFCTests", dependencies: ["KyotakuNFC", core, scenarios] + nfc),
        .testTarget(name: "ShippingTests", dependencies: []),
        .testTarget(name: "KyotakuUITests", dependencies: ["KyotakuUI", core, scenarios] + screens),
    ]
)
package.targets += stubs
