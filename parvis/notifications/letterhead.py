"""The town's name and colour on a letter, readable on white and in the dark."""

from dataclasses import dataclass

from parvis.kernel.models import Authority
from parvis.ui.colour import palette_dark, palette_light


@dataclass(frozen=True)
class Letterhead:
    """What a letter shows of the town. Colours are computed from its own: any town's are readable."""

    name: str
    initial: str
    site_url: str
    phone: str
    light: dict[str, str]
    dark: dict[str, str]


def letterhead(authority: Authority) -> Letterhead:
    return Letterhead(
        name=authority.name,
        initial=authority.name.strip()[:1].upper(),
        site_url=authority.site_url.rstrip("/"),
        phone=authority.phone,
        light=_named(palette_light(authority.colour)),
        dark=_named(palette_dark(authority.colour)),
    )


def _named(palette: dict[str, str]) -> dict[str, str]:
    """A template cannot read a key with a dash."""
    return {name.replace("-", "_"): value for name, value in palette.items()}
