#!/bin/bash
# trial.sh TARGET APP_RULES ANDROID_JAR CLASSPATH LIBRARY TEMPORARY: whether the app's rules for R8 keep what JNA looks up by
# reflection. The generated code, JNA and what they stand on are shrunken as for the APK, but to classes for this machine's
# Java, with a visit (src/trial) as the way in; and the visit is played with the Rust library as it ships. Without the rules
# it must fail, or it would show nothing. KYOTAKU_STAGE is the address of a stage that runs.
set -euo pipefail
target=$1 app=$2 android=$3 classpath=$4 library=$5 temporary=$6
here=$(cd "$(dirname "$0")" && pwd)
work=$target/trial
rm -rf "$work"
mkdir -p "$work/native" "$work/generated"

source "$here/shrink.sh"
jna=$(tr : '\n' <<< "$classpath" | grep '/jna-[^/]*\.jar$')
unzip -qoj "$jna" 'com/sun/jna/linux-x86-64/libjnidispatch.so' -d "$work/native"
# What is shrunken is what the rules are for. What it stands on is left as it is, and so are the screens: their libraries have
# rules of their own.
mkdir -p "$work/generated/jp/kyotaku"
cp -r "$target/classes/jp/kyotaku/core" "$target/classes/jp/kyotaku/visit" "$work/generated/jp/kyotaku"
standing=$(tr : '\n' <<< "$classpath" | grep -E '/(kotlin-stdlib|kotlinx-coroutines-core-jvm|kotlinx-serialization-[a-z]+-jvm)-[^/]*\.jar$')
mapfile -t input < <(program "$work/generated:$target/test-classes:$jna" "$target/tools/jna.aar")
mapfile -t libraries < <(printf -- '--lib\n%s\n' $standing)

# play NAME RULES...: shrinks with these rules, and plays the visit.
play() {
  local name=$1
  shift
  r8 --classfile --no-data-resources "${libraries[@]}" --pg-conf "$here/platform.pro" --pg-conf "$here/trial.pro" "$@" \
    --output "$work/$name.jar" "${input[@]}" || return 2
  java -XX:-UsePerfData "-Djava.io.tmpdir=$temporary" "-Djna.boot.library.path=$work/native" -Djna.nosys=true \
    "-Duniffi.component.kyotaku_core.libraryOverride=$library" \
    "-Duniffi.component.kyotaku_bindings.libraryOverride=$library" \
    -cp "$work/$name.jar:$(paste -sd: <<< "$standing")" jp.kyotaku.trial.TrialKt > "$work/$name.log" 2>&1
}

if ! play with-rules --pg-conf "$app"; then
  echo "with the app's rules for R8 the visit does not end well:" >&2
  if [ -e "$work/with-rules.log" ]; then cat "$work/with-rules.log" >&2; fi
  exit 1
fi
cat "$work/with-rules.log"
ended=0
play without-rules || ended=$?
if [ "$ended" -ne 1 ]; then
  echo "without the app's rules for R8 the visit has to fail, and ends with $ended: this trial shows nothing" >&2
  exit 1
fi
echo "the trial: without the app's rules for R8 it fails: $(grep -m1 -E 'Error|Exception' "$work/without-rules.log")"
