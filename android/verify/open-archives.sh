#!/bin/bash
# open-archives.sh TARGET: opens the Android archives in TARGET/aar: their classes into TARGET/classes, their resources,
# compiled, into TARGET/res/NAME.zip, their packages (an R class is made for each) into TARGET/res/packages, and their
# rules for R8 into TARGET/rules/NAME.txt. Does nothing where that was done before.
set -euo pipefail
cd "$1"
[ -e res/packages ] && [ -z "$(find aar -newer res/packages -name '*.aar')" ] && exit 0
rm -rf classes res rules opened
mkdir -p classes res rules opened
for archive in aar/*.aar; do
  name=$(basename "$archive" .aar)
  unzip -qo "$archive" -d "opened/$name"
  for jar in "opened/$name/classes.jar" "opened/$name"/libs/*.jar; do
    if [ -e "$jar" ]; then unzip -qo "$jar" -d classes; fi
  done
  if [ -s "opened/$name/R.txt" ]; then
    sed -n 's/.*package="\([^"]*\)".*/\1/p' "opened/$name/AndroidManifest.xml" >> res/every-package
  fi
  if [ -n "$(find "opened/$name/res" -type f 2>/dev/null)" ]; then
    aapt2 compile --dir "opened/$name/res" -o "res/$name.zip"
  fi
  if [ -s "opened/$name/proguard.txt" ]; then cp "opened/$name/proguard.txt" "rules/$name.txt"; fi
done
touch res/every-package
sort -u res/every-package | paste -sd: > res/packages
