"""Where the files of photos are: a folder a town and a year, names drawn at random, nothing that a browser can reach."""

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from parvis.documents.models import Photo


def file_of(photo: Photo, *, is_small: bool = False) -> Path:
    folder = _root() / str(photo.authority.uid) / str(photo.created_at.year)
    return folder / f"{photo.uid}{'-s' if is_small else ''}.jpg"


def write(photo: Photo, *, large: bytes, small: bytes) -> None:
    """Each file is there whole or not at all, whatever is killed meanwhile."""
    try:
        _write(file_of(photo), large)
        _write(file_of(photo, is_small=True), small)
    except OSError:
        remove(photo)
        raise


def remove(photo: Photo) -> None:
    """Asked twice, done once."""
    for is_small in (True, False):
        file_of(photo, is_small=is_small).unlink(missing_ok=True)


def uids_before(instant: datetime) -> Iterator[tuple[UUID, Path]]:
    """The files written before then, each with the photo that its name says."""
    for path in _root().glob("*/*/*.jpg"):
        try:
            if path.stat().st_mtime < instant.timestamp():
                yield UUID(path.stem.removesuffix("-s")), path
        except (FileNotFoundError, ValueError):  # erased meanwhile; or not of this room
            continue


def _root() -> Path:
    return Path(settings.PARVIS_DATA) / "files"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
