"""look.py APK: what must be in the APK, and what must not. Ends non-zero, and says what is wrong, if it is not so."""

import sys
import zipfile

ABIS = ["arm64-v8a", "armeabi-v7a", "x86_64"]


def main(path):
    apk = zipfile.ZipFile(path)
    wrong = []
    names = set(apk.namelist())
    libraries = {name for name in names if name.startswith("lib/")}
    if libraries != {f"lib/{abi}/libjnidispatch.so" for abi in ABIS}:
        wrong.append(f"its libraries are {sorted(libraries)}")
    wrong += [f"{name} is compressed" for name in libraries if apk.getinfo(name).compress_type != zipfile.ZIP_STORED]
    for needed in ["AndroidManifest.xml", "resources.arsc", "classes.dex"]:
        if needed not in names:
            wrong.append(f"{needed} is not in it")
    code = b"".join(apk.read(name) for name in names if name.endswith(".dex"))
    for kept in [b"Ljp/kyotaku/app/MainActivity;", b"Lcom/sun/jna/Structure$FieldOrder;", b"Ljp/kyotaku/visit/RustBuffer;"]:
        if kept not in code:
            wrong.append(f"{kept.decode()} is not in the code")
    # Of the debug build alone: the sample's credential, and the card that is none.
    for debug in [b"TEST-ONLY", b"with_software_card", b"127.0.0.1"]:
        if debug in code:
            wrong.append(f"{debug.decode()} is in the code")
    for complaint in wrong:
        print(f"{path}: {complaint}", file=sys.stderr)
    print(f"{path}: {sum(entry.compress_size for entry in apk.infolist()):,} bytes in it, {len(code):,} of them code")
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
