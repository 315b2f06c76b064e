"""pack.py RESOURCES CONTENTS OUT: packs what aapt2 linked and what lies in CONTENTS into one archive, ready to be signed.

Libraries are stored as they are, each from a page of 16 KB on, because they are mapped into memory from where they lie; the
table of resources is stored, too, and aligned to words. Each such entry says in its extra field (0xd935) what it is aligned
to: `apksigner` lays the archive out anew, and keeps what is said there. Debian's `zipalign` knows pages of 4 KB alone, and
says nothing.
"""

import pathlib
import struct
import sys
import zipfile

PAGE = 16384
WORD = 4


def pack(out, name, data, boundary=0):
    entry = zipfile.ZipInfo(name, date_time=(1981, 1, 1, 1, 1, 2))
    entry.compress_type = zipfile.ZIP_STORED if boundary else zipfile.ZIP_DEFLATED
    if boundary:
        begins = out.fp.tell() + 30 + len(name.encode()) + 6
        padding = -begins % boundary
        entry.extra = struct.pack("<HHH", 0xD935, 2 + padding, boundary) + bytes(padding)
    out.writestr(entry, data)


def main(resources, contents, out):
    with zipfile.ZipFile(out, "w") as archive:
        linked = zipfile.ZipFile(resources)
        for entry in linked.infolist():
            pack(archive, entry.filename, linked.read(entry), 0 if entry.compress_type else WORD)
        folder = pathlib.Path(contents)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            pack(archive, str(path.relative_to(folder)), path.read_bytes(), PAGE if path.suffix == ".so" else 0)


main(*sys.argv[1:])
