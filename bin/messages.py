"""The catalogues of messages, without the gettext tools: `extract` (from the sources), `compile` (for running).

Words in the sources are French. The French catalogue adds the spaces that must not break, by code, when it is compiled;
only the English one is translated by hand.
"""

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from parvis.kernel.text import unbreakable

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
# The same at each run: a catalogue changes when its messages do.
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def compile_all() -> None:
    for po in sorted(ROOT.glob("parvis/*/locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        inputs = [po, Path(__file__), ROOT / "parvis" / "kernel" / "text.py"]
        if mo.exists() and mo.stat().st_mtime >= max(path.stat().st_mtime for path in inputs):
            continue
        # At one stroke: a server may be reading it.
        beside = mo.with_suffix(".new")
        with beside.open("wb") as target:
            write_mo(target, compiled(read(po, po.parents[1].name)))
        os.replace(beside, mo)


def compiled(catalogue: Catalog) -> Catalog:
    """As it is served: French takes its own msgid where nothing else is written, and unbreakable spaces everywhere."""
    if str(catalogue.locale) == "fr":
        for message in catalogue:
            if message.id:
                message.string = _french(message)
    return catalogue


def _french(message: Message) -> str | tuple[str, ...]:
    given = message.string
    if isinstance(message.id, str):
        return unbreakable(given if isinstance(given, str) and given else message.id)
    chosen = given if isinstance(given, tuple | list) and all(given) else message.id
    return tuple(unbreakable(form) for form in chosen)


def extract_all() -> None:
    """Bring each room's catalogues up to date with its sources; a room that says nothing gets none."""
    for room, template in sources():
        for language in LANGUAGES:
            update(room / "locale" / language / "LC_MESSAGES" / "django.po", language, template)


def sources() -> Iterator[tuple[Path, Catalog]]:
    """Each room that says something, with what it says."""
    for room in sorted(path for path in ROOT.glob("parvis/*") if path.is_dir()):
        template = new_catalogue(None)
        for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
            if path.suffix != ".py" and "templates" not in path.parts:
                continue
            place = str(path.relative_to(ROOT))
            for line, message, comments, context in extract("python", python_of(path), KEYWORDS, ["Note :"]):
                template.add(message, None, [(place, line)], auto_comments=comments, context=context)
        if len(template):
            yield room, template


def python_of(path: Path) -> io.BytesIO:
    """The source as Python's tokenizer can read it: of a template, what it has translated, line by line."""
    from django.utils.translation.template import templatize

    source = path.read_text()
    if path.suffix != ".py":
        # Without the indentation of the page, which is no indentation of a program.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    return io.BytesIO(source.encode())


def update(po: Path, language: str, template: Catalog) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    catalogue = read(po, language) if po.exists() else new_catalogue(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = SINCE
    with po.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def new_catalogue(language: str | None) -> Catalog:
    return Catalog(
        locale=language, project="Parvis", version="1", header_comment="# Parvis", creation_date=SINCE, revision_date=SINCE,
        msgid_bugs_address="Parvis", last_translator="Parvis", language_team="Parvis", fuzzy=False,
    )  # fmt: skip


def read(po: Path, language: str) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=language)


if __name__ == "__main__":
    if sys.argv[1:] == ["extract"]:
        extract_all()
        compile_all()
    elif sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        sys.exit("usage: bin/messages.py extract | compile")
