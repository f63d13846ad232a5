"""Photos made for tests: of any kind, with anything in their metadata."""

import struct
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

if TYPE_CHECKING:
    from parvis.documents.pictures import Picture

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


def a_street(*, is_lit: bool, size: tuple[int, int] = (1200, 900)) -> bytes:
    """A street at night with its lamp, out or lit: what a resident and an agent would send."""
    width, height = size
    image = Image.new("RGB", size, "#3b3a55" if is_lit else "#141b33")
    draw = ImageDraw.Draw(image)
    ground, foot = height * 3 // 4, width * 7 // 10
    for number in range(4):
        left = number * width // 4
        roof = height // 3 + (number % 2) * 60
        draw.rectangle((left, roof, left + width // 4 - 12, ground), fill="#8a7468" if is_lit else "#2a3048")
        draw.rectangle((left + 90, roof + 90, left + 150, roof + 170), fill="#e8b45c" if number % 2 else "#20263c")
    draw.rectangle((0, ground, width, height), fill="#6d6a72" if is_lit else "#1f2536")
    if is_lit:
        draw.polygon([(foot, 190), (foot - 330, ground + 90), (foot + 330, ground + 90)], fill="#f0d68a")
    draw.rectangle((foot - 10, 170, foot + 10, ground + 60), fill="#0c101c")
    draw.ellipse((foot - 46, 120, foot + 46, 212), fill="#fff3c4" if is_lit else "#3a4058")
    written = BytesIO()
    image.save(written, "JPEG", quality=85)
    return written.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few hundred bytes that would be gigabytes: the header alone says so."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def read(content: bytes) -> "Picture":
    from parvis.documents.pictures import read_picture  # here: who only draws needs no settings

    return read_picture(BytesIO(content), size=len(content))
