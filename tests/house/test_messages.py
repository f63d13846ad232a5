"""The catalogues hold what the sources say, English is complete, and Django finds them."""

import re
import runpy
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.apps import apps
from django.conf import settings

from parvis.kernel.text import unbreakable
from tests.house.sources import ROOT, short
from tests.words import plain

pytestmark = pytest.mark.sqlite_only

messages = runpy.run_path(str(ROOT / "bin" / "messages.py"))
rooms: list[tuple[Path, Catalog]] = list(messages["sources"]())
each = pytest.mark.parametrize(("room", "said"), rooms, ids=[room.name for room, _said in rooms])
PLACE = re.compile(r"%(?:\(\w+\))?[sd]|%%")


def catalogue(room: Path, language: str) -> Catalog:
    po = room / "locale" / language / "LC_MESSAGES" / "django.po"
    assert po.exists(), "make messages"
    found: Catalog = messages["read"](po, language)
    return found


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [])


@each
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_catalogue_holds_what_its_room_says(room: Path, said: Catalog, language: str) -> None:
    kept = {(message.context, message.id) for message in catalogue(room, language) if message.id}
    assert kept == {(message.context, message.id) for message in said if message.id}, "make messages"


@each
def test_english_is_complete(room: Path, said: Catalog) -> None:
    missing = [message.id for message in catalogue(room, "en") if message.id and not all(forms(message))]
    assert not missing, f"{len(missing)} to translate in {short(room)}"


@each
def test_a_translation_fills_the_same_places(room: Path, said: Catalog) -> None:
    for language in ("fr", "en"):
        for message in catalogue(room, language):
            originals = [message.id] if isinstance(message.id, str) else list(message.id)
            wanted = sorted(PLACE.findall(originals[-1]))
            for form in filter(None, forms(message)):
                # The singular may leave its number out: « une demande ».
                places = sorted(PLACE.findall(form))
                assert places == wanted or (len(originals) > 1 and set(places) <= set(wanted)), message.id


@each
def test_what_is_said_is_french_with_its_own_quotes(room: Path, said: Catalog) -> None:
    for message in said:
        for text in [message.id] if isinstance(message.id, str) else message.id:
            assert "'" not in re.sub(r"<[^>]*>", "", text), f"a curly apostrophe: {text}"
            assert "..." not in text, f"an ellipsis: {text}"


def test_django_finds_the_catalogues_of_every_room() -> None:
    found = {Path(config.path) / "locale" for config in apps.get_app_configs()} | {Path(path) for path in settings.LOCALE_PATHS}
    assert not [short(room) for room, _said in rooms if room / "locale" not in found]


def test_french_is_served_with_spaces_that_do_not_break() -> None:
    """An empty translation takes the words of the source; what somebody wrote passes through the same rules."""
    french: Catalog = messages["new_catalogue"]("fr")
    french.add("Où en est ma demande ?")
    french.add("À %(hour)s h", "Vers %(hour)s h")
    french.add(("%d demande : %d min", "%d demandes : %d min"))
    served = {message.id: message.string for message in messages["compiled"](french) if message.id}
    assert served["Où en est ma demande ?"] == unbreakable("Où en est ma demande ?") != "Où en est ma demande ?"
    assert served["À %(hour)s h"] == unbreakable("Vers %(hour)s h")
    assert [plain(form) for form in served["%d demande : %d min", "%d demandes : %d min"]] == [
        "%d demande : %d min",
        "%d demandes : %d min",
    ]
    english: Catalog = messages["new_catalogue"]("en")
    english.add("Où en est ma demande ?", "Where is my request?")
    assert [message.string for message in messages["compiled"](english) if message.id] == ["Where is my request?"]
