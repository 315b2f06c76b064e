#!/bin/bash
# link-resources.sh SOURCES LIBRARIES ANDROID_JAR OUT: links the app's resources and manifest (SOURCES/res,
# SOURCES/AndroidManifest.xml) over those of the libraries (LIBRARIES/*.zip) into OUT/resources.apk, and writes an R.java for
# the app and for each library into OUT/java.
set -euo pipefail
rm -rf "$4"
mkdir -p "$4/java"
aapt2 compile --dir "$1/res" -o "$4/app.zip"
libraries=()
for compiled in "$2"/*.zip; do libraries+=(-R "$compiled"); done
aapt2 link -I "$3" --manifest "$1/AndroidManifest.xml" --auto-add-overlay --no-version-vectors \
  --extra-packages "$(cat "$2/packages")" --java "$4/java" -o "$4/resources.apk" "${libraries[@]}" -R "$4/app.zip"
