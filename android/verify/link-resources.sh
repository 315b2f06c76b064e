#!/bin/bash
# link-resources.sh SOURCES VARIANT LIBRARIES ANDROID_JAR CATALOGUE OUT: links the app's resources (SOURCES/main/res,
# SOURCES/VARIANT/res) over those of the libraries (LIBRARIES/res/*.zip) into OUT/resources.apk, with the merged manifest
# OUT/AndroidManifest.xml; writes an R.java for the app and for each library into OUT/java, and the rules that keep from R8
# what the manifest names into OUT/rules.txt.
set -euo pipefail
sources=$1 variant=$2 libraries=$3 android=$4 catalogue=$5 out=$6
rm -rf "$out"
mkdir -p "$out/java"
python3 "$(dirname "$0")/merge_manifests.py" "$sources" "$variant" "$libraries/opened" "$catalogue" "$out/AndroidManifest.xml"
compiled=()
for library in "$libraries"/res/*.zip; do compiled+=(-R "$library"); done
for set in main "$variant"; do
  if [ -d "$sources/$set/res" ]; then
    aapt2 compile --dir "$sources/$set/res" -o "$out/$set.zip"
    compiled+=(-R "$out/$set.zip")
  fi
done
aapt2 link -I "$android" --manifest "$out/AndroidManifest.xml" --auto-add-overlay --no-version-vectors \
  --extra-packages "$(cat "$libraries/res/packages")" --java "$out/java" --proguard "$out/rules.txt" \
  -o "$out/resources.apk" "${compiled[@]}"
