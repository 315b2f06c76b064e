#!/bin/bash
# Builds the core for iPhones and for the simulators, writes the Swift that calls it, and puts both where the packages look for
# them: bindings/swift/KyotakuCoreFFI.xcframework and bindings/swift/generated. On a Mac with Xcode and rustup; README.md has the steps.
#
#   ./build-xcframework.sh            what ships
#   ./build-xcframework.sh debug      for a debug build of the app: has the software card
#
# What is exported differs between the two, and the generated code refuses a library of the other: run it again when the app's
# configuration is changed.
set -euo pipefail

profile=${1:-release}
case $profile in
    release) flag=--release ;;
    debug) flag=--profile=dev ;;
    *)
        echo "usage: $0 [release|debug]" >&2
        exit 2
        ;;
esac

cd "$(dirname "$0")/.."
# The oldest iOS that the app runs on: App/project.yml and Package.swift have it, too.
export IPHONEOS_DEPLOYMENT_TARGET=17.0
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

library() {
    echo "$CARGO_TARGET_DIR/$1/$profile/libkyotaku_bindings.a"
}

# One kind of library at a time: cargo leaves link-time optimisation out where another is built in the same go.
for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
    rustup target add "$target"
    cargo rustc $flag --package kyotaku-bindings --lib --crate-type staticlib --target "$target"
done

# What is exported depends on the profile and on nothing of iOS, so the generator reads a library for this machine, with its symbols.
cargo rustc $flag --package kyotaku-bindings --lib --crate-type cdylib -- -C strip=none
cargo run --package kyotaku-bindgen -- \
    swift "$CARGO_TARGET_DIR/$profile/libkyotaku_bindings.dylib" uniffi.toml "$fresh/written"

# Swift's package manager wants the C headers in a folder of their own, as `cargo xtask bindings swift` puts them.
generated=bindings/swift/generated
rm -rf "$generated"
mkdir -p "$generated/KyotakuCore" "$generated/KyotakuCoreFFI"
mv "$fresh"/written/*.swift "$generated/KyotakuCore"
mv "$fresh"/written/* "$generated/KyotakuCoreFFI"

# The simulators of Macs of both kinds are one platform, and so one library.
mkdir "$fresh/simulator"
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" \
    -output "$fresh/simulator/libkyotaku_bindings.a"

framework=bindings/swift/KyotakuCoreFFI.xcframework
rm -rf "$framework"
xcodebuild -create-xcframework \
    -library "$(library aarch64-apple-ios)" -headers "$generated/KyotakuCoreFFI" \
    -library "$fresh/simulator/libkyotaku_bindings.a" -headers "$generated/KyotakuCoreFFI" \
    -output "$framework"
echo "written: $framework and $generated, of the profile $profile"
