"""What Vite has built: the files of each entry, and the drawings of the icons."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from django.templatetags.static import static

DIST = Path(__file__).parent / "static" / "ui" / "dist"
FONT = "latin-wght-normal.woff2"


class NotBuilt(RuntimeError):
    """The front end is not built: `make setup` does it."""


class Chunk(msgspec.Struct):
    """A line of Vite's manifest."""

    file: str
    css: list[str] = []
    imports: list[str] = []


@dataclass(frozen=True)
class Entry:
    """The addresses that a page of this entry loads; `script` is "" when it would be empty."""

    script: str
    styles: tuple[str, ...]
    font: str


@lru_cache
def entry(name: str) -> Entry:
    chunks = msgspec.json.decode(_read("manifest.json"), type=dict[str, Chunk])
    chunk = chunks[f"src/{name}.ts"]
    styles = [*(style for key in chunk.imports for style in chunks[key].css), *chunk.css]
    return Entry(
        script=_address(chunk.file) if (DIST / chunk.file).stat().st_size else "",
        styles=tuple(_address(style) for style in styles),
        font=next(_address(found.file) for key, found in chunks.items() if key.endswith(FONT)),
    )


@lru_cache
def drawings() -> dict[str, str]:
    """The inside of each icon's SVG, by its name in Lucide."""
    return msgspec.json.decode(_read("icons.json"), type=dict[str, str])


def _read(name: str) -> bytes:
    try:
        return (DIST / name).read_bytes()
    except FileNotFoundError:
        raise NotBuilt("les pages ne sont pas construites : lancer « make setup »") from None


def _address(file: str) -> str:
    return static(f"ui/dist/{file}")
