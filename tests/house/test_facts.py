"""Every fact of the catalogue: what it says of itself, that it comes back as it went, and that it is told."""

import types
import typing
from dataclasses import MISSING, fields
from datetime import date
from importlib import import_module

import msgspec
import pytest
from django.db import connection

from parvis.cases import events as facts_of_cases
from parvis.cases.narrative import Names, Said
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.cases.voices.town import told_to_everybody, told_to_the_requester
from parvis.kernel.actors import System
from parvis.kernel.events import CATALOGUE, Fact, fact, fact_of, record, shred
from tests.house.sources import ROOT
from tests.world import World

# About the town's own arrangement, and told by no case's history. All else must be.
UNTOLD = (
    "access.",
    "agent.",
    "authority.",
    "bravo.",
    "category.",
    "configuration.",
    "follow.",
    "group.",
    "ldap.",
    "page.",
    "practice.",
    "provider.",
    "queue.",
    "reply_template.",
    "right.",
    "rule.",
    "stages.",
    "territory.",
    "unit.",
    "zoning.",
)

for path in sorted(ROOT.glob("parvis/*/*events.py")):
    import_module(f"parvis.{path.parent.name}.{path.stem}")
# Text in a fact is a code, which can be listed.
CODES = {"case_kind", "channel", "host", "insee_code", "key", "outcome", "previous_outcome", "role", "rule", "system"}
CODES |= {"action", "as_kind", "previous_kind"}
CODES |= {"previous", "queue", "site_url", "theme"}
CODES |= {"hours", "previous_hours"}
CODES |= {"cause", "colour", "field", "issuer", "status", "style"}
# Of the commune, which are nobody's.
CODES |= {"holidays", "previous_holidays", "previous_code", "previous_town", "previous_zone", "time_zone", "town"}
kinds = pytest.mark.parametrize("kind", sorted(CATALOGUE))


def sample(kind: type[Fact]) -> Fact:
    """A fact with something in every field."""
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: _value(field.name, hints[field.name]) for field in fields(kind)})


def _value(name: str, hint: object) -> object:
    if name in ("outcome", "previous_outcome"):
        return "done"
    if hint is date or hint == date | None:
        return date(2026, 12, 3)
    if hint in (dict[str, str], dict[str, str] | None):
        return {"name": "mot"}
    if hint == list[str]:
        return ["C12"]
    if hint == list[int]:
        return [1]
    if name == "cause":
        return "hand"
    if hint in (str, str | None):
        return "mot"
    return True if hint is bool else 1


@kinds
def test_a_fact_says_what_it_is_and_what_in_it_is_personal(kind: str) -> None:
    cls = CATALOGUE[kind]
    assert cls.__doc__ or cls.__name__
    assert kind == kind.lower() and kind.count(".") == 1
    assert "personal" in vars(cls)
    hints = typing.get_type_hints(cls)
    for field in cls.personal:
        assert types.NoneType in typing.get_args(hints[field]), f"{field} must be able to be emptied"


@kinds
def test_a_fact_comes_back_from_the_database_as_it_went(world: World, kind: str) -> None:
    told = sample(CATALOGUE[kind])
    event = record(world.roads, told, by=System("test"))
    event.refresh_from_db()
    assert event.kind == kind and event.fact_version == told.version
    assert fact_of(event) == told


@kinds
def test_a_fact_is_told_to_colleagues_or_said_to_be_untold(world: World, kind: str) -> None:
    names = Names(case=world.report(), agents={1: "Karim Lefèvre"}, units={1: "Voirie"}, messages={})
    said = told_to_colleagues(sample(CATALOGUE[kind]), names)
    assert isinstance(said, Said) != kind.startswith(UNTOLD)
    if said is not None:
        assert said.sentence and said.icon


@kinds
def test_a_fact_told_to_the_public_holds_no_word_of_anyone_s(world: World, kind: str) -> None:
    case = world.report(words="Devant chez Mme Dupont.")
    names = Names(case=case, agents={1: "Karim Lefèvre"}, units={1: "Voirie"}, messages={})
    said = told_to_everybody(sample(CATALOGUE[kind]), names)
    text = " ".join((said.sentence, said.detail, said.quote)) if said else ""
    assert not any(word in text for word in ("Dupont", "Karim", "Odile", "mot"))
    told_to_the_requester(sample(CATALOGUE[kind]), names)


def test_no_field_of_a_fact_holds_words_unless_it_is_said_to_be_personal() -> None:
    """Free words are Message rows, which can be shredded."""
    for kind, cls in CATALOGUE.items():
        hints = typing.get_type_hints(cls)
        texts = {field.name for field in fields(cls) if hints[field.name] in (str, str | None)}
        assert texts <= CODES | set(cls.personal), kind
        assert all(field.default is MISSING for field in fields(cls)), f"{kind}: a fact says all that it has to say"


def test_shredding_empties_what_is_personal_and_keeps_the_fact(world: World) -> None:
    from dataclasses import dataclass
    from typing import ClassVar

    @fact
    @dataclass(frozen=True, kw_only=True)
    class NameSpoken(Fact):
        kind: ClassVar[str] = "test.name_spoken"
        personal: ClassVar[tuple[str, ...]] = ("name",)
        name: str | None
        place: str

    try:
        event = record(world.roads, NameSpoken(name="Odile Garnier", place="guichet"), by=System("test"))
        other = record(world.lighting, NameSpoken(name="Une autre", place="guichet"), by=System("test"))
        assert shred(world.roads) == 1
        event.refresh_from_db()
        other.refresh_from_db()
        assert fact_of(event) == NameSpoken(name=None, place="guichet")
        assert event.shredded_at is not None
        assert fact_of(other) == NameSpoken(name="Une autre", place="guichet")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM kernel_event WHERE CAST(data AS text) LIKE %s", ["%Odile%"])
            assert cursor.fetchone() == (0,)
    finally:
        del CATALOGUE["test.name_spoken"]


def test_a_fact_that_says_nothing_of_personal_data_cannot_be_made() -> None:
    class Silent(Fact):
        kind = "test.silent"

    with pytest.raises(TypeError, match="personal"):
        fact(Silent)


def test_every_kind_is_spelled_once() -> None:
    assert all(cls.kind == kind for kind, cls in CATALOGUE.items())
    assert facts_of_cases.CaseReceived.kind == "case.received"
    assert msgspec.to_builtins(sample(facts_of_cases.CasePromised))["estimated_on"] == "2026-12-03"
