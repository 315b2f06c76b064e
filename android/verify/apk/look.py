"""look.py APK: what must be in the APK, and what must not. Ends non-zero, and says what is wrong, if it is not so."""

import pathlib
import struct
import sys
import zipfile

ABIS = ["arm64-v8a", "armeabi-v7a", "x86_64"]
# Those of the archives. The Rust library alone is missing.
LIBRARIES = ["libandroidx.graphics.path.so", "libjnidispatch.so"]


def begin(apk, entry):
    apk.fp.seek(entry.header_offset + 26)
    name, extra = struct.unpack("<HH", apk.fp.read(4))
    return entry.header_offset + 30 + name + extra


def main(path):
    apk = zipfile.ZipFile(path)
    wrong = []
    names = set(apk.namelist())
    libraries = {name for name in names if name.startswith("lib/")}
    if libraries != {f"lib/{abi}/{library}" for abi in ABIS for library in LIBRARIES}:
        wrong.append(f"its libraries are {sorted(libraries)}")
    wrong += [f"{name} is compressed" for name in libraries if apk.getinfo(name).compress_type != zipfile.ZIP_STORED]
    wrong += [f"{name} begins within a page" for name in libraries if begin(apk, apk.getinfo(name)) % 16384]
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
    print(f"{path}: {pathlib.Path(path).stat().st_size:,} bytes")
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
