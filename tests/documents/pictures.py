"""Photos made for tests: of any kind, with anything in their metadata."""

import struct
from collections.abc import Mapping
from io import BytesIO

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from parvis.documents.pictures import Picture, read_picture

HERE = (47.02, 2.01)
ELSEWHERE = (48.85, 2.35)
SECRET = b"Canari"


def gps(lat: float, lon: float) -> Mapping[int, object]:
    def angle(value: float) -> tuple[IFDRational, ...]:
        whole = int(abs(value))
        return (IFDRational(whole), IFDRational(round((abs(value) - whole) * 60_000_000), 1_000_000), IFDRational(0))

    return {1: "N" if lat >= 0 else "S", 2: angle(lat), 3: "E" if lon >= 0 else "W", 4: angle(lon)}


def photo(
    form: str = "JPEG",
    *,
    size: tuple[int, int] = (640, 480),
    at: tuple[float, float] | None = None,
    raw_gps: Mapping[int, object] | None = None,
    orientation: int = 1,
    mode: str = "RGB",
) -> bytes:
    """A picture whose upper half is red and lower half is blue, with a name in each of its metadata."""
    image = Image.new(mode, size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = SECRET.decode()
    if at is not None or raw_gps is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(raw_gps if raw_gps is not None else gps(*at or (0, 0)))
    written = BytesIO()
    extra: dict[str, object] = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    if form == "JPEG":
        extra["comment"] = SECRET
    if form != "HEIF":
        extra["icc_profile"] = SECRET * 30
    image.save(written, form, **extra)
    return written.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few hundred bytes that would be gigabytes: the header alone says so."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def read(content: bytes) -> Picture:
    return read_picture(BytesIO(content), size=len(content))
