"""merge_manifests.py SOURCES VARIANT LIBRARIES CATALOGUE OUT: merges the app's manifest (SOURCES/main, SOURCES/VARIANT) with
those of the opened libraries (LIBRARIES/*), as the Android Gradle Plugin does, into OUT.

The sources' manifest has neither the package nor the versions, because Gradle gives them: both builds read them in the
version catalogue. Of the plugin's rules there is what these manifests need: what is named alike is one element, the app's
attributes go before a library's, ${applicationId} is filled in, and a library that needs a newer Android stops the build.
"""

import pathlib
import sys
import tomllib
import xml.etree.ElementTree as xml

ANDROID = "{http://schemas.android.com/apk/res/android}"
TOOLS = "{http://schemas.android.com/tools}"


def merge(into, other):
    for name, value in other.attrib.items():
        if not name.startswith(TOOLS):
            into.attrib.setdefault(name, value)
    for child in other:
        # There is one application, whether a manifest names its class or not.
        key = None if child.tag == "application" else ANDROID + "name"
        same = [mine for mine in into if mine.tag == child.tag and (not key or mine.get(key) == child.get(key))]
        # Filters have no names: each library's is one of its own.
        merge(same[0] if same and child.tag != "intent-filter" else xml.SubElement(into, child.tag), child)


def main(sources, variant, libraries, catalogue, out):
    versions = tomllib.loads(pathlib.Path(catalogue).read_text())["versions"]
    merged = xml.Element("manifest", {ANDROID + "versionCode": versions["appCode"], ANDROID + "versionName": versions["app"]})
    merged.set("package", versions["appId"])
    sdk = {ANDROID + "minSdkVersion": versions["minSdk"], ANDROID + "targetSdkVersion": versions["targetSdk"]}
    xml.SubElement(merged, "uses-sdk", sdk)
    own = [pathlib.Path(sources) / set_ / "AndroidManifest.xml" for set_ in (variant, "main")]
    for path in [*filter(pathlib.Path.exists, own), *sorted(pathlib.Path(libraries).glob("*/AndroidManifest.xml"))]:
        manifest = xml.parse(path).getroot()
        manifest.attrib.clear()
        for wanted in manifest.findall("uses-sdk"):
            if int(wanted.get(ANDROID + "minSdkVersion", "1")) > int(versions["minSdk"]):
                sys.exit(f"{path} needs a newer Android than {versions['minSdk']}")
            manifest.remove(wanted)
        merge(merged, manifest)
    if variant == "debug":
        merged.find("application").set(ANDROID + "debuggable", "true")
    for element in merged.iter():
        for name, value in element.attrib.items():
            element.set(name, value.replace("${applicationId}", versions["appId"]))
    xml.register_namespace("android", ANDROID.strip("{}"))
    xml.indent(merged)
    xml.ElementTree(merged).write(out, encoding="utf-8", xml_declaration=True)


main(*sys.argv[1:])
