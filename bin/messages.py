"""The catalogues of messages, without the gettext tools: `extract` (from the sources), `compile` (for running)."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogues() -> Iterator[Path]:
    return ROOT.glob("parvis/*/locale/*/LC_MESSAGES/django.po")


def compile_all() -> None:
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source, mo.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parents[1].name))


def extract_all() -> None:
    """Bring each room's catalogues up to date with its sources; a room that says nothing gets none."""
    from django.utils.translation.template import templatize

    for room in sorted(path for path in ROOT.glob("parvis/*") if path.is_dir()):
        template = Catalog()
        for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
            source = path.read_text()
            if path.suffix != ".py":
                source = templatize(source, origin=str(path))
            place = str(path.relative_to(ROOT))
            for line, message, comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
                template.add(message, None, [(place, line)], auto_comments=comments, context=context)
        if len(template):
            for language in LANGUAGES:
                update(room / "locale" / language / "LC_MESSAGES" / "django.po", language, template)


def update(po: Path, language: str, template: Catalog) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language)
    if po.exists():
        with po.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    with po.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    if sys.argv[1:] == ["extract"]:
        extract_all()
    elif sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        sys.exit("usage: bin/messages.py extract | compile")
