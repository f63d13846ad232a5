"""A picture made of whatever somebody sent: known by its content, turned upright, small, and with nothing hidden in it."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from typing import IO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageDraw, ImageOps, UnidentifiedImageError

from parvis.kernel.operations import Refused
from parvis.places.points import Point

HEAVIEST = 15_000_000  # bytes
# The largest that phones take (iPhone: 48.8; Samsung: 49.9). Decoded, 150 MB.
PIXELS = 50_000_000
EDGE = 2048
SMALL_EDGE = 480
COVER = "#14211f"
# Left, top, right, bottom, in shares of the width and of the height.
Part = tuple[float, float, float, float]
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# Several frames in one file are read as its first one.
FOUND = {*FORMATS, "MPO"}

Image.MAX_IMAGE_PIXELS = PIXELS
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)

# One at a time in each process: four threads that decode at once would take 600 MB.
_decoding = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """`large` and `small` are JPEG files; `taken_at` is read from the metadata, which neither of them has."""

    large: bytes
    small: bytes
    width: int
    height: int
    taken_at: Point | None


def read_picture(file: IO[bytes], *, size: int) -> Picture:
    """The picture, or Refused with the reason. `size`: of the file, in bytes. Takes about a second: in no transaction."""
    if size > HEAVIEST:
        raise Refused(_("Cette photo pèse plus de 15 Mo : choisissez-en une plus légère."))
    head = file.read(12)
    file.seek(0)
    with _decoding, _told(head), Image.open(file, formats=FORMATS) as found:
        if found.width * found.height > PIXELS:  # the header says so: nothing has been decoded yet
            raise Image.DecompressionBombError
        if found.format not in FOUND:
            raise UnidentifiedImageError
        if found.format == "HEIF" and not _is_whole(file, size):
            raise EOFError
        exif = _exif(found)
        # A JPEG is decoded straight to a half, a quarter or an eighth: a sixth of the memory of a large one.
        found.draft("RGB", (EDGE, EDGE))
        found.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        large = _clean(_upright(found, exif))
    return _both(large, _taken_at(exif))


def covered(large: bytes, parts: Iterable[Part]) -> Picture:
    """The picture of a photo that we keep, with opaque parts: what they cover is in none of its pixels."""
    with _decoding, Image.open(BytesIO(large), formats=["JPEG"]) as found:
        image = _clean(found)
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in parts:
        # Outwards, to whole pixels: nothing shows at the edge.
        low = (floor(left * image.width), floor(top * image.height))
        pen.rectangle((*low, ceil(right * image.width), ceil(bottom * image.height)), fill=COVER)
    return _both(image, None)


def _both(large: Image.Image, taken_at: Point | None) -> Picture:
    small = large.copy()
    small.thumbnail((SMALL_EDGE, SMALL_EDGE), Image.Resampling.LANCZOS)
    return Picture(_jpeg(large, 82), _jpeg(small, 78), large.width, large.height, taken_at)


@contextmanager
def _told(head: bytes) -> Iterator[None]:
    """What the decoder says, as a sentence for people."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(_("Cette photo est trop grande : 50 millions de pixels au plus.")) from None
    except Exception as error:
        # Each decoder has its own ways to fail on a broken file: OSError, SyntaxError, struct.error, EOFError…
        if isinstance(error, UnidentifiedImageError) and not _begins_like_a_photo(head):
            raise Refused(_("Ce fichier n’est pas une photo : donnez une image JPEG, PNG, WebP ou HEIC.")) from None
        raise Refused(_("Cette photo est abîmée ou incomplète : elle ne peut pas être lue.")) from None


def _begins_like_a_photo(head: bytes) -> bool:
    is_heif = head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
    return is_heif or head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or head[8:12] == b"WEBP"


def _is_whole(file: IO[bytes], size: int) -> bool:
    """Whether every box of an HEIC file ends within it: of one cut short, the decoder paints the missing part green."""
    place = 0
    while place < size:
        file.seek(place)
        head = file.read(16)
        length = int.from_bytes(head[:4])
        if length == 1:  # the length is in the eight bytes that follow
            length = int.from_bytes(head[8:16])
        if length == 0:  # to the end
            return True
        if len(head) < 8 or length < 8:
            return False
        place += length
    return place == size


def _exif(found: Image.Image) -> Image.Exif | None:
    """Broken metadata spoils no photo."""
    try:
        return found.getexif()
    except Exception:
        return None


def _upright(found: Image.Image, exif: Image.Exif | None) -> Image.Image:
    if exif is None or exif.get(ExifTags.Base.Orientation, 1) == 1:
        return found
    return ImageOps.exif_transpose(found)


def _clean(image: Image.Image) -> Image.Image:
    """The pixels alone, on white paper: a new picture has no comment, profile nor thumbnail to carry along."""
    clean = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        clean.paste(layer, mask=layer.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def _jpeg(image: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
    return written.getvalue()


def _taken_at(exif: Image.Exif | None) -> Point | None:
    """Where the camera says it was; nothing when it says something absurd."""
    try:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo) if exif is not None else {}
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef, "N"), "S", most=90)
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef, "E"), "W", most=180)
        # A camera without a fix writes zeros.
        return Point(lon=lon, lat=lat) if lon or lat else None
    except Exception:  # any rubbish may be there, of any type
        return None


def _degrees(parts: tuple[float, float, float], side: str | bytes, minus: str, *, most: float) -> float:
    """Degrees, minutes, seconds as one number, rounded to a tenth of a metre. Raises for what is no angle."""
    degrees, minutes, seconds = (float(part) for part in parts)
    if not (0 <= degrees <= most and 0 <= minutes <= 60 and 0 <= seconds <= 60):  # not a number is in no range
        raise ValueError("not an angle")
    letter = side.decode() if isinstance(side, bytes) else side
    total = round(degrees + minutes / 60 + seconds / 3600, 6)
    return -total if letter.strip("\0 ").upper() == minus else total
