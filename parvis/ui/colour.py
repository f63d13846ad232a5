"""From the town's one colour, those that pages need: each readable by computation, whatever the town chose.

Contrast is WCAG 2's (RGAA 3.2 and 3.3): 4.5 for text, 3 for the edge of a control. Mixing is done in OKLCH
(Björn Ottosson, 2020), where lightness means what the eye says.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cbrt, cos, hypot, sin

TEXT = 4.5
STRONG = 7.0

# The neutrals of tokens.css on which the town's colour is read.
LIGHT = {"surface": "#ffffff", "paper": "#fcfaf6", "ink": "#14211f"}
DARK = {"surface": "#1a1f21", "paper": "#121617", "ink": "#121617"}


@dataclass(frozen=True)
class Oklch:
    """Lightness 0–1, chroma 0–0.4, hue in radians."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float, chroma: float | None = None) -> "Oklch":
        return Oklch(lightness, self.chroma if chroma is None else chroma, self.hue)


def read(colour: str) -> Oklch:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def write(colour: Oklch) -> str:
    """As `#rrggbb`; what a screen can't show is brought in by taking chroma away, not by changing hue."""
    while True:
        channels = _channels(colour)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels) or colour.chroma < 0.002:
            parts = (round(255 * _gamma(min(1.0, max(0.0, channel)))) for channel in channels)
            return "#" + "".join(f"{part:02x}" for part in parts)
        colour = colour.at(colour.lightness, colour.chroma * 0.96)


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=512)
def sheet(colour: str) -> str:
    """The style sheet of a town, in light and in dark."""
    light, dark = _rules(palette_light(colour)), _rules(palette_dark(colour))
    return (
        f":root{{{light}}}\n"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
    )


def palette_light(colour: str) -> dict[str, str]:
    base = read(colour)
    tint = write(base.at(0.963, min(base.chroma, 0.12) * 0.18))
    town = _darken(base.at(min(base.lightness, 0.52)), on=[*list(LIGHT.values())[:2], tint], at_least=TEXT)
    strong = _darken(read(town).at(read(town).lightness - 0.1), on=[LIGHT["surface"], tint], at_least=STRONG)
    return {
        "town": town,
        "town-strong": strong,
        "town-tint": tint,
        "town-line": write(base.at(0.86, min(base.chroma, 0.12) * 0.4)),
        "on-town": _on(town, LIGHT["surface"], LIGHT["ink"]),
        "on-town-strong": _on(strong, LIGHT["surface"], LIGHT["ink"]),
    }


def palette_dark(colour: str) -> dict[str, str]:
    base = read(colour)
    tint = write(base.at(0.29, min(base.chroma, 0.12) * 0.45))
    town = _lighten(base.at(max(base.lightness, 0.72)), on=[DARK["surface"], DARK["paper"], tint], at_least=TEXT)
    strong = _lighten(read(town).at(read(town).lightness + 0.08), on=[DARK["surface"], tint], at_least=STRONG)
    return {
        "town": town,
        "town-strong": strong,
        "town-tint": tint,
        "town-line": write(base.at(0.4, min(base.chroma, 0.12) * 0.5)),
        "on-town": _on(town, LIGHT["surface"], DARK["ink"]),
        "on-town-strong": _on(strong, LIGHT["surface"], DARK["ink"]),
    }


def _darken(colour: Oklch, *, on: list[str], at_least: float) -> str:
    while colour.lightness > 0 and min(contrast(write(colour), ground) for ground in on) < at_least:
        colour = colour.at(colour.lightness - 0.01)
    return write(colour)


def _lighten(colour: Oklch, *, on: list[str], at_least: float) -> str:
    while colour.lightness < 1 and min(contrast(write(colour), ground) for ground in on) < at_least:
        colour = colour.at(colour.lightness + 0.01)
    return write(colour)


def _on(ground: str, *inks: str) -> str:
    return max(inks, key=lambda ink: contrast(ink, ground))


def _rules(palette: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in palette.items())


def _channels(colour: Oklch) -> tuple[float, float, float]:
    a, b = colour.chroma * cos(colour.hue), colour.chroma * sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
