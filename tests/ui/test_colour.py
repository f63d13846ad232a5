"""Whatever colour a town chooses, its pages are readable."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.ui import colour
from parvis.ui.colour import DARK, LIGHT, contrast, sheet
from parvis.ui.mark import drawn_mark

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def palettes(hexadecimal: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the sheet says, in light and in dark."""
    light, dark, _forced = sheet(hexadecimal).strip().splitlines()
    return _read(light), _read(dark)


def _read(rule: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", rule))


@settings(max_examples=300, deadline=None)
@given(COLOURS)
def test_text_in_the_town_s_colour_is_readable_on_every_ground(hexadecimal: str) -> None:
    for palette, grounds in zip(palettes(hexadecimal), (LIGHT, DARK), strict=True):
        for ground in (grounds["surface"], grounds["paper"], palette["town-tint"]):
            assert contrast(palette["town"], ground) >= 4.5
        assert contrast(palette["town-strong"], palette["town-tint"]) >= 4.5
        assert contrast(palette["on-town"], palette["town"]) >= 4.5
        assert contrast(palette["on-town-strong"], palette["town-strong"]) >= 4.5


@settings(max_examples=200, deadline=None)
@given(COLOURS)
def test_a_colour_written_is_the_one_that_was_read(hexadecimal: str) -> None:
    assert colour.write(colour.read(hexadecimal)) == hexadecimal


def test_a_readable_colour_is_kept_as_the_town_gave_it() -> None:
    assert palettes("#00636d")[0]["town"] == "#00636d"


def test_contrast_is_that_of_the_rule() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_mark_of_a_town_is_its_initial_and_runs_nothing() -> None:
    drawn = drawn_mark("<script>", "#00636d")
    assert "<script" not in drawn
    assert "&lt;" in drawn
