"""What becomes of what people send: a small upright JPEG with nothing hidden in it, or a sentence."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from parvis.documents.pictures import EDGE, HEAVIEST, SMALL_EDGE, Picture, read_picture
from parvis.kernel.operations import Refused
from parvis.places.points import Point
from tests.documents.pictures import HERE, SECRET, photo, png_that_claims, read

FORMS = ("JPEG", "PNG", "WEBP", "HEIF")
# What metadata begins with, in a JPEG or anywhere.
MARKS = (b"Exif", b"http://ns.adobe.com", b"xmpmeta", b"ICC_PROFILE", b"Photoshop", b"MPF\0", b"GPS", b"\xff\xfe", SECRET)
JFIF = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=["JPEG"])


def assert_clean(picture: Picture) -> None:
    for content in (picture.large, picture.small):
        head = content[: content.index(b"\xff\xda")]  # before the pixels, which may hold any bytes
        assert not [mark for mark in MARKS if mark in head]
        image = opened(content)
        assert not image.getexif() and set(image.info) <= JFIF
    assert SECRET not in picture.large + picture.small


@pytest.mark.parametrize("form", FORMS)
def test_whatever_it_is_made_with_it_becomes_a_jpeg_with_nothing_hidden(form: str) -> None:
    sent = photo(form, at=HERE)
    assert SECRET in sent
    picture = read(sent)
    assert_clean(picture)
    assert (picture.width, picture.height) == (640, 480) and opened(picture.small).size == (SMALL_EDGE, 360)
    assert picture.taken_at == Point(lon=2.01, lat=47.02)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_upright(orientation: int) -> None:
    """A camera held on its side writes which way is up instead of turning the pixels."""
    large = opened(read(photo(orientation=orientation)).large).convert("RGB")
    assert (large.width > large.height) == (orientation < 5)
    top, left = large.getpixel((large.width // 2, 5)), large.getpixel((5, large.height // 2))
    reddest = {1: top, 2: top, 5: left, 8: left}.get(orientation)
    if reddest is not None:
        assert isinstance(reddest, tuple) and reddest[0] > 200


def test_a_large_one_is_made_small_and_a_small_one_is_left() -> None:
    large = read(photo(size=(6000, 3000)))
    assert (large.width, large.height) == (EDGE, EDGE // 2)
    assert read(photo(size=(30, 20))).width == 30


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_any_kind_of_pixels_will_do(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (60, 40)).save(written, "PNG")
    assert read(written.getvalue()).width == 60


def test_what_was_seen_through_is_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(read(written.getvalue()).large).getpixel((5, 5)) == (255, 255, 255)


# Elsewhere than in tests a warning is no error.
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "n’est pas une photo"),
        (b"%PDF-1.7\n" + b"x" * 5000, "n’est pas une photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "n’est pas une photo"),
        (b"GIF89a" + b"\0" * 200, "n’est pas une photo"),
        (png_that_claims(60_000, 60_000), "trop grande"),
        (png_that_claims(8_000, 7_000), "trop grande"),
        (png_that_claims(500, 500), "abîmée"),
        (photo("JPEG")[:2000], "abîmée"),
        (photo("PNG")[:-200], "abîmée"),
        (photo("WEBP")[:-200], "abîmée"),
        (photo("HEIF")[:-200], "abîmée"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)
    assert why in refused.value.message


def test_a_heavy_one_is_refused_before_it_is_read() -> None:
    class Untouched(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("read")

    with pytest.raises(Refused, match=r"15.Mo"):
        read_picture(Untouched(), size=HEAVIEST + 1)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {1: "N", 2: (IFDRational(0, 0), 0.0, 0.0), 3: "E", 4: (2.0, 0.0, 0.0)},
        {1: "N", 2: (999.0, 0.0, 0.0), 3: "E", 4: (2.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (47.0, 0.0, 0.0)},
        {1: "N", 2: (47.0,), 3: "E", 4: (2.0,)},
    ],
    ids=["empty", "no number", "no angle", "no fix", "half", "short"],
)
def test_an_absurd_position_is_no_position_and_spoils_no_photo(raw: dict[int, object]) -> None:
    picture = read(photo(raw_gps=raw))
    assert picture.taken_at is None and picture.width == 640


def test_west_and_south_are_negative() -> None:
    assert read(photo(at=(-21.115141, -55.536384))).taken_at == Point(lon=-55.536384, lat=-21.115141)


@given(rubbish=st.binary(max_size=400), place=st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_no_rubbish_in_a_photo_is_carried_along_nor_breaks_the_page(rubbish: bytes, place: int) -> None:
    sent = photo(at=HERE)
    try:
        picture = read(sent[:place] + rubbish + sent[place:])
    except Refused:
        return
    assert_clean(picture)


def test_the_photos_of_real_phones(real_data: Path) -> None:
    """None was taken in the town; one is one pixel, one is broken, one is a HEIC of an iPhone."""
    found = {}
    for path in sorted((real_data / "photos").iterdir()):
        with path.open("rb") as file:
            found[path.name] = read_picture(file, size=path.stat().st_size)
        assert_clean(found[path.name])
    assert len(found) == 9
    assert found["heic-iphone7.heic"].taken_at == Point(lon=12.994411, lat=38.046642)
    assert found["bath_pothole_1.jpg"].taken_at == Point(lon=-2.599256, lat=51.400514)


def test_a_heic_cut_short_is_refused_rather_than_painted_green(real_data: Path) -> None:
    whole = (real_data / "photos" / "heic-iphone7.heic").read_bytes()
    for length in (1000, 50_000, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Refused):
            read(whole[:length])
