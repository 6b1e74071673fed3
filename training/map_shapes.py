"""Makes the shapes of the site's map from Natural Earth's countries at 1:110 million (public domain, naturalearthdata.com).

`python training/map_shapes.py ne_110m_admin_0_countries.shp src/dateline/site/shapes.json.gz`: rings in degrees to one decimal, by alpha-3 code.
Rings with an area under 0.1 square degrees are left out, as is Antarctica.
"""

from __future__ import annotations

import gzip
import itertools
import json
import struct
import sys
from pathlib import Path

Ring = list[tuple[float, float]]


def records(path: Path) -> list[list[Ring]]:
    """The rings of every polygon of a shapefile, in order."""
    data, at, found = path.read_bytes(), 100, []
    while at < len(data):
        length = struct.unpack(">i", data[at + 4 : at + 8])[0] * 2
        body = data[at + 8 : at + 8 + length]
        at += 8 + length
        parts, points = struct.unpack("<ii", body[36:44])
        starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        found.append([pairs[a:b] for a, b in itertools.pairwise(starts)])
    return found


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a dBASE table."""
    data = path.read_bytes()
    count, header, width = struct.unpack("<IHH", data[4:12])
    fields = []
    for at in range(32, header - 1, 32):
        if data[at] == 0x0D:
            break
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
    rows = []
    for number in range(count):
        row, at = {}, header + number * width + 1
        for name, size in fields:
            row[name] = data[at : at + size].decode("utf-8", "replace").strip()
            at += size
        rows.append(row)
    return rows


def area(ring: Ring) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))) / 2


#: Codes that the table lacks.
CODES = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX"}


def main(source: Path, target: Path) -> None:
    """Writes the shapes."""
    shapes: dict[str, list[list[float]]] = {}
    for row, rings in zip(table(source.with_suffix(".dbf")), records(source), strict=True):
        name = row.get("name") or row.get("NAME") or ""
        code = CODES.get(name) or row.get("iso_a3") or row.get("ISO_A3") or name
        if name == "Antarctica":
            continue
        kept = [[round(x, 1) for point in ring for x in point] for ring in rings if area(ring) >= 0.1]
        shapes.setdefault(code if len(code) == 3 else name, []).extend(kept)
    with gzip.GzipFile(target, "wb", mtime=0) as file:
        file.write(json.dumps(shapes, separators=(",", ":"), sort_keys=True).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
