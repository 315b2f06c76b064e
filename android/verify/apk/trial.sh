#!/bin/bash
# trial.sh TARGET LIBRARY_RULES APP_RULES ANDROID_JAR CLASSPATH LIBRARY TEMPORARY: whether R8's rules keep what is called by
# reflection. The same program and rules as in the APK are shrunken to classes for this machine's Java, with a visit
# (src/trial) as one more way in, and the visit is played with the Rust library as it ships. Without the app's own rules it
# must fail, or it would show nothing. KYOTAKU_STAGE is the address of a stage that runs.
set -euo pipefail
target=$1 libraries=$2 app=$3 android=$4 classpath=$5 library=$6 temporary=$7
here=$(cd "$(dirname "$0")" && pwd)
work=$target/trial
rm -rf "$work"
mkdir -p "$work/native"

source "$here/shrink.sh"
jna=$(tr : '\n' <<< "$classpath" | grep '/jna-[^/]*\.jar$')
unzip -qoj "$jna" 'com/sun/jna/linux-x86-64/libjnidispatch.so' -d "$work/native"
mapfile -t input < <(program "$classpath" "$target/tools/jna.aar")
mapfile -t options < <(rules "$libraries")
options+=(--classfile --no-data-resources --pg-conf "$here/trial.pro")

# play NAME RULES...: shrinks with these rules, and plays the visit.
play() {
  local name=$1
  shift
  r8 "${options[@]}" "$@" --output "$work/$name.jar" "${input[@]}"
  java -XX:-UsePerfData "-Djava.io.tmpdir=$temporary" "-Djna.boot.library.path=$work/native" -Djna.nosys=true \
    "-Duniffi.component.kyotaku_core.libraryOverride=$library" \
    "-Duniffi.component.kyotaku_bindings.libraryOverride=$library" \
    -cp "$work/$name.jar" jp.kyotaku.trial.TrialKt > "$work/$name.log" 2>&1
}

if ! play with-rules --pg-conf "$app"; then
  echo "with the app's rules for R8 the visit does not end well:" >&2
  cat "$work/with-rules.log" >&2
  exit 1
fi
cat "$work/with-rules.log"
if play without-rules; then
  echo "without the app's rules for R8 the visit ends well, too: this trial shows nothing" >&2
  exit 1
fi
echo "the trial: without the app's rules for R8 it fails, with $(grep -m1 -o '[A-Za-z]*\(Error\|Exception\)\b' "$work/without-rules.log" || echo "no exception")"
