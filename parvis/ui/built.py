"""What Vite has built: the files of each entry, and the drawings of the icons."""

from collections.abc import Iterator, Mapping
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
def everything_of(name: str) -> tuple[str, ...]:
    """The addresses of all that a page of this entry may load, what its script imports included."""
    chunks = msgspec.json.decode(_read("manifest.json"), type=dict[str, Chunk])
    own = entry(name)
    imported = [chunks[key].file for key in _imported(chunks, f"src/{name}.ts")]
    scripts = [_address(file) for file in dict.fromkeys(imported) if file.endswith(".js")]
    return tuple(address for address in (own.script, *scripts, *own.styles, own.font) if address)


def _imported(chunks: Mapping[str, Chunk], key: str) -> Iterator[str]:
    for one in chunks[key].imports:
        yield one
        yield from _imported(chunks, one)


@lru_cache
def worker() -> str:
    """The code of the service worker, which is one file."""
    return _read("worker.js").decode()


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
