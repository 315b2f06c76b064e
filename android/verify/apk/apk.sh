#!/bin/bash
# apk.sh TARGET ARCHIVES APP_RULES ANDROID_JAR CLASSPATH: makes TARGET/kyotaku.apk of the classes in CLASSPATH, the resources in
# TARGET/resources and what open-archives.sh opened in ARCHIVES: shrunken by R8, laid out for pages of 16 KB, signed with a key
# that is made here, for this build alone. It has the native libraries of JNA and of every other archive for the three kinds
# of processors, and lacks nothing but the Rust library.
set -euo pipefail
target=$1 archives=$2 app=$3 android=$4 classpath=$5
here=$(cd "$(dirname "$0")" && pwd)
work=$target/apk
rm -rf "$work"
mkdir -p "$work/contents"

source "$here/shrink.sh"
mapfile -t input < <(program "$classpath" "$target/tools/jna.aar")
mapfile -t options < <(rules "$archives/rules")
r8 --min-api 26 "${options[@]}" --pg-conf "$app" --pg-map-output "$work/mapping.txt" --output "$work/contents" "${input[@]}"

unzip -qo "$target/tools/jna.aar" 'jni/*' -d "$work/jna"
for processor in arm64-v8a armeabi-v7a x86_64; do
  mkdir -p "$work/contents/lib/$processor"
  cp "$work/jna/jni/$processor"/*.so "$archives"/opened/*/jni/"$processor"/*.so "$work/contents/lib/$processor"
done
# Of what libraries have beside their code, only what is looked up when the app runs.
find "$work/contents/META-INF" -mindepth 1 -maxdepth 1 ! -name services -exec rm -r {} +
rm -r "$work/contents/kotlin" "$work/contents/DebugProbesKt.bin"
python3 "$here/pack.py" "$target/resources/resources.apk" "$work/contents" "$work/unsigned.apk"

keytool -J-XX:-UsePerfData -genkeypair -keystore "$work/TEST-ONLY.p12" -storetype PKCS12 -storepass TEST-ONLY -alias TEST-ONLY \
  -dname "CN=TEST-ONLY" -keyalg EC -groupname secp256r1 -validity 1 2> "$work/keytool.log"
apksigner -JXX:-UsePerfData sign --ks "$work/TEST-ONLY.p12" --ks-pass pass:TEST-ONLY --out "$target/kyotaku.apk" "$work/unsigned.apk"
rm "$work/TEST-ONLY.p12"

apksigner -JXX:-UsePerfData verify --min-sdk-version 26 "$target/kyotaku.apk"
zipalign -c -p 4 "$target/kyotaku.apk"
python3 "$here/look.py" "$target/kyotaku.apk"
