#!/usr/bin/env python3
"""Draws the portraits of the sample cards: made-up faces of a few ellipses and strokes, plainly nobody's photograph.

240 by 320 pixels, 8-bit grey, JPEG 2000 (JP2), as a card holds a portrait. Needs opj_compress of Debian's
libopenjp2-tools and nothing else. Run it in any folder; it writes the .jp2 files beside itself.
"""

import math
import pathlib
import random
import subprocess
import tempfile

WIDTH, HEIGHT = 240, 320
# Bytes of 8-bit pixels to bytes of JPEG 2000: some 4 to 6 kB a face.
RATIO = 15


class Canvas:
    """Grey pixels with soft-edged shapes laid over each other."""

    def __init__(self, top, bottom):
        self.rows = [[top + (bottom - top) * y / HEIGHT] * WIDTH for y in range(HEIGHT)]

    def ellipse(self, x, y, rx, ry, grey, above=HEIGHT, below=0):
        """An ellipse; only its part above one row and below another."""
        for row in range(max(0, int(y - ry) - 1, below), min(HEIGHT, int(y + ry) + 2, above)):
            for column in range(max(0, int(x - rx) - 1), min(WIDTH, int(x + rx) + 2)):
                out = math.hypot((column - x) / rx, (row - y) / ry) - 1
                self.lay(column, row, 0.5 - out * min(rx, ry), grey)

    def stroke(self, points, width, grey):
        """A line through points."""
        for row in range(HEIGHT):
            for column in range(WIDTH):
                distance = min(to_segment(column, row, a, b) for a, b in zip(points, points[1:]))
                if distance < width + 1:
                    self.lay(column, row, width / 2 + 0.5 - distance, grey)

    def lay(self, column, row, cover, grey):
        cover = min(1.0, max(0.0, cover))
        self.rows[row][column] += (grey - self.rows[row][column]) * cover

    def grain(self, seed):
        """A paper's grain, so that a picture is no smaller than a card's."""
        noise = random.Random(seed)
        for row in self.rows:
            for column in range(WIDTH):
                row[column] += noise.uniform(-6, 6)

    def pgm(self):
        pixels = bytes(min(255, max(0, round(grey))) for row in self.rows for grey in row)
        return b"P5\n%d %d\n255\n" % (WIDTH, HEIGHT) + pixels


def to_segment(x, y, a, b):
    (ax, ay), (bx, by) = a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0 if length == 0 else max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))


def arc(x, y, rx, ry, start, end):
    steps = [start + (end - start) * step / 10 for step in range(11)]
    return [(x + rx * math.cos(math.radians(a)), y + ry * math.sin(math.radians(a))) for a in steps]


def face(hair, clothes, skin, style, wrinkles=False, glasses=False, moustache=False, small=0):
    """One face. `hair`, `clothes` and `skin` are greys; `small` makes the head smaller, as a child's."""
    canvas = Canvas(250, 238)
    middle, eyes, radius = WIDTH / 2, 150 + small, 62 - small * 0.4
    if style == "long":
        canvas.ellipse(middle, eyes + 22, radius + 20, 96 - small, hair)
    if style == "bun":
        canvas.ellipse(middle, eyes - 98 + small, 24, 20, hair)
    canvas.ellipse(middle, HEIGHT + 34, 104 - small * 0.8, 88 - small * 0.2, clothes)
    canvas.ellipse(middle, 236 + small * 0.6, 22 - small * 0.15, 36, skin - 30)
    canvas.ellipse(middle - radius, eyes + 8, 9, 15, skin - 10)
    canvas.ellipse(middle + radius, eyes + 8, 9, 15, skin - 10)
    canvas.ellipse(middle, eyes + 4, radius + 5, 84 - small * 0.7, hair, above=int(eyes + 6))
    canvas.ellipse(middle, eyes + 12, radius, 78 - small * 0.7, skin)
    if style in ("bun", "long", "parted"):
        canvas.ellipse(middle - 26, eyes - 52 + small * 0.5, 46, 24, hair)
        canvas.ellipse(middle + 34, eyes - 50 + small * 0.5, 34, 22, hair)
    if style == "fringe":
        canvas.ellipse(middle, eyes - 42 + small * 0.4, radius - 4, 26, hair)
    if style == "bald":
        canvas.ellipse(middle, eyes - 52, 52, 34, skin)
    for side in (-1, 1):
        x = middle + side * 25
        canvas.ellipse(x, eyes, 9, 6, 250)
        canvas.ellipse(x, eyes, 5, 5.5, 40)
        canvas.ellipse(x + 1.5, eyes - 2, 1.6, 1.6, 250)
        canvas.stroke(arc(x, eyes - 6, 15, 12, 205, 335), 3, min(hair, 120))
        if glasses:
            canvas.stroke(arc(x, eyes, 19, 16, 0, 360), 2, 50)
        if wrinkles:
            canvas.stroke(arc(x, eyes + 6, 13, 8, 20, 160), 1.2, skin - 40)
            canvas.stroke(arc(middle + side * 22, eyes + 44, 12, 22, 290 if side > 0 else 250, 360 if side > 0 else 180), 1.2,
                          skin - 40)
    if glasses:
        canvas.stroke([(middle - 6, eyes - 1), (middle + 6, eyes - 1)], 2, 50)
    canvas.stroke([(middle, eyes + 8), (middle - 6, eyes + 27), (middle + 3, eyes + 29)], 2, skin - 50)
    if moustache:
        canvas.stroke(arc(middle, eyes + 44, 20, 8, 200, 340), 5, hair)
    canvas.stroke(arc(middle, eyes + 42, 19, 13, 30, 150), 3, 96)
    canvas.stroke([(middle - 20, 262 + small * 0.4), (middle, 288 + small * 0.2), (middle + 20, 262 + small * 0.4)], 3, clothes + 60)
    return canvas


FACES = {
    "old-woman": dict(hair=188, clothes=120, skin=222, style="bun", wrinkles=True, glasses=True),
    "old-man": dict(hair=176, clothes=80, skin=214, style="bald", wrinkles=True, moustache=True),
    "woman": dict(hair=52, clothes=150, skin=224, style="long"),
    "man": dict(hair=44, clothes=60, skin=212, style="parted", glasses=True),
    "child": dict(hair=40, clothes=140, skin=228, style="fringe", small=26),
}


def main():
    beside = pathlib.Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        for seed, (name, features) in enumerate(FACES.items()):
            canvas = face(**features)
            canvas.grain(seed)
            drawn = pathlib.Path(folder) / f"{name}.pgm"
            drawn.write_bytes(canvas.pgm())
            command = ["opj_compress", "-i", drawn, "-o", beside / f"{name}.jp2", "-r", str(RATIO), "-I"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
