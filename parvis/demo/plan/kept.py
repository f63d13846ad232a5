"""The plan written down in the folder of the data: to draw it takes seconds, to read it a few hundredths of one."""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import shapely
from django.conf import settings
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from parvis.places.tiles import Kind

Written = tuple[str, Kind, int, list[BaseGeometry], dict[str, list[str]]]
DRAWN_BY = (
    "plan/houses.py",
    "plan/names.py",
    "plan/network.py",
    "plan/sheet.py",
    "plan/skeleton.py",
    "ground.py",
    "streets.py",
)


def kept(draw: Callable[[], list[Written]]) -> list[Written]:
    """As it was written down; else drawn, and written down for the processes to come."""
    file = _file()
    try:
        return _read(file)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, GEOSException):
        drawn = draw()
    with suppress(OSError):  # a disk that is full or closed: the plan is drawn again next time
        _write(file, drawn)
    return drawn


def _file() -> Path:
    """Named after all that the drawing depends on: a new version never reads what an older one drew."""
    room = files("parvis.demo")
    code = b"".join(room.joinpath(*name.split("/")).read_bytes() for name in DRAWN_BY)
    made_with = f"{shapely.__version__} {shapely.geos_version_string} {np.__version__}".encode()
    name = hashlib.sha256(code + made_with).hexdigest()[:16]
    return Path(settings.PARVIS_DATA) / "plan" / f"{name}.npz"


def _read(file: Path) -> list[Written]:
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
        said = json.loads(arrays["said"].tobytes())
        return [
            (layer["name"], Kind(layer["kind"]), layer["from_zoom"], _shapes(arrays[f"wkb{place}"], arrays[f"ends{place}"]),
             layer["properties"])
            for place, layer in enumerate(said)
        ]  # fmt: skip


def _shapes(
    wkb: np.ndarray[tuple[int], np.dtype[np.uint8]], ends: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> list[BaseGeometry]:
    whole, before, shapes = wkb.tobytes(), 0, []
    for end in ends.tolist():
        shapes.append(whole[before:end])
        before = end
    read: list[BaseGeometry] = shapely.from_wkb(np.array(shapes, object)).tolist()
    return read


def _write(file: Path, drawn: list[Written]) -> None:
    arrays, said = {}, []
    for place, (name, kind, from_zoom, shapes, properties) in enumerate(drawn):
        parts = [shapely.to_wkb(shape) for shape in shapes]
        arrays[f"wkb{place}"] = np.frombuffer(b"".join(parts), np.uint8)
        arrays[f"ends{place}"] = np.cumsum([len(part) for part in parts])
        said.append({"name": name, "kind": int(kind), "from_zoom": from_zoom, "properties": properties})
    arrays["said"] = np.frombuffer(json.dumps(said).encode(), np.uint8)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with beside.open("wb") as opened:
        np.savez(opened, allow_pickle=False, **arrays)
    for old in file.parent.glob("*.npz"):
        old.unlink(missing_ok=True)
    beside.replace(file)  # at once: no process reads half of it
