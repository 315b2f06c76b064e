# Sourced by apk.sh and trial.sh: what R8 is given, and R8 itself.

# program CLASSPATH AAR: the files of the app and its libraries, one a line. JNA is that of its Android archive, and the
# framework is the phone's.
program() {
  local file
  for file in $(tr : '\n' <<< "$1"); do
    case $file in
      */jna-*.jar) unzip -qo "$2" classes.jar -d "$work/jna" && echo "$work/jna/classes.jar" ;;
      */android-all-*.jar) ;;
      *.jar) echo "$file" ;;
      *) (cd "$file" && zip -qr0 "$work/$(basename "$file").zip" . && echo "$work/$(basename "$file").zip") ;;
    esac
  done
}

# r8 ARGUMENT...: what it warns of goes to r8.log, and is shown when it fails. `android-all` has Android's classes without
# Java's, which are this machine's.
r8() {
  local java
  java=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
  java -Xmx4g -XX:-UsePerfData -cp "$target/tools/r8.jar" com.android.tools.r8.R8 --release --lib "$android" --lib "$java" "$@" \
    > "$work/r8.log" 2>&1 || { cat "$work/r8.log" >&2; return 1; }
}

# rules FOLDER: R8's options for the rules of the libraries, the manifest's and the platform's.
rules() {
  local file
  for file in "$1"/*.txt "$target/resources/rules.txt" "$here/platform.pro"; do printf '%s\n' --pg-conf "$file"; done
}
