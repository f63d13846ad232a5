"""Every table and every column of a town is in the file of its configuration, or is named with a reason."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

from parvis import __version__
from parvis.carrying.left import COLUMNS, EVERYWHERE, TABLES
from parvis.carrying.parts import BY_KEY, PARTS
from parvis.cases.carrying import categories, rights, stages
from parvis.cases.carrying.questions import KEYS
from parvis.cases.carrying.questions import KINDS as QUESTION_KINDS
from parvis.cases.models import Channel, Kind, Outcome, Publication
from parvis.cases.models.stage import STATUSES
from parvis.cases.roles import ACTIONS, CaseRole
from parvis.directory.carrying import people, town
from parvis.directory.models import AgentKind, Role
from parvis.directory.particulars import CONFORMITIES, PARTICULARS
from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind
from parvis.kernel.carrying import OneOf
from parvis.notifications import carrying as letters
from parvis.notifications.carrying_replies import USES
from parvis.notifications.models import Freedom, ReplyUse, Rhythm, Still, Who
from tests.house.sources import ROOT

pytestmark = pytest.mark.sqlite_only


def columns() -> dict[str, set[str]]:
    """Of each table of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
    return {model._meta.label: _own(model) for model in ours}


def _own(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields} - EVERYWHERE - {"password", "last_login"}


CARRIED = {column for part in PARTS for field in part.fields for column in field.carries}


def test_each_column_is_carried_or_left_for_a_reason() -> None:
    undecided = [
        f"{label}.{name}"
        for label, names in columns().items()
        if label not in TABLES
        for name in sorted(names)
        if f"{label}.{name}" not in CARRIED and f"{label}.{name}" not in COLUMNS
    ]
    assert not undecided, "say in a room's carrying how it is carried, or in parvis/carrying/left.py why it is not"


def test_nothing_is_decided_of_what_is_not_there_nor_twice() -> None:
    there = {f"{label}.{name}" for label, names in columns().items() for name in names}
    assert there >= CARRIED
    assert there >= COLUMNS.keys() and columns().keys() >= TABLES.keys()
    assert not CARRIED & COLUMNS.keys()
    assert not {column.rpartition(".")[0] for column in CARRIED} & TABLES.keys()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (categories.KINDS, set(Kind.values)),
        (categories.PUBLICATIONS, set(Publication.values)),
        (stages.STATUSES, set(STATUSES)),
        (stages.OUTCOMES, {"", *Outcome.values} - {Outcome.WITHDRAWN}),
        (rights.ROLES, set(CaseRole.values)),
        (rights.WORDS, set(ACTIONS)),
        (people.KINDS, set(AgentKind.values)),
        (people.ROLES, set(Role.values)),
        (town.CONFORMITY, set(CONFORMITIES)),
        (town.PARTICULAR_KEYS, {one.field for one in PARTICULARS}),
        (letters.WHO, set(Who.values) - {Who.ADDRESS, Who.GROUP}),
        (letters.RHYTHMS, set(Rhythm.values)),
        (letters.FREEDOMS, set(Freedom.values)),
        (letters.STILL, set(Still.values)),
        (letters.CAME_BY, {"", *Channel.values}),
        (USES, set(ReplyUse.values)),
        (QUESTION_KINDS, set(QuestionKind)),
        (KEYS, {name for one in (Question, Choice, Condition, Ending) for name in one.__struct_fields__}),
    ],
)
def test_each_code_has_its_own_word_in_the_file(words: dict[str, str], codes: set[str]) -> None:
    assert set(words) == codes
    assert len(set(words.values())) == len(words)


def test_each_part_is_sound() -> None:
    assert len(BY_KEY) == len(PARTS)
    before: set[str] = set()
    for part in PARTS:
        before.add(part.key)
        keys = [field.key for field in part.fields]
        assert len(set(keys)) == len(keys) and set(part.identity) <= set(keys), part.key
        assert all(re.fullmatch(r"[a-z_]+", key) for key in [part.key, *keys]), part.key
        assert {field.refers for field in part.fields} - {""} <= before, "what it refers to stands before"
        for field in part.fields:
            assert not isinstance(field.kind, OneOf) or field.usual in field.kind.words, field.key


def test_the_reference_tells_of_each_part_and_field() -> None:
    text = (ROOT / "docs" / "configuration-file.md").read_text()
    told = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    assert set(told) == {part.key for part in PARTS}
    for part in PARTS:
        assert all(f"`{field.key}`" in told[part.key] for field in part.fields), part.key


def test_the_version_that_the_file_says_is_that_of_the_project() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text()
