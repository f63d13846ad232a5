"""What one town exports, an empty one imports, and exports again just the same."""

import pytest
from django.apps import apps

from parvis.carrying.compare import compare
from parvis.carrying.document import export, read
from parvis.carrying.parts import PARTS
from parvis.carrying.steps import take_all
from parvis.directory.identity import Identity
from parvis.directory.models import Agent
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.authority import create_authority
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from tests.carrying.towns import arrange
from tests.world import MAKER


def opened(name: str) -> Authority:
    host = f"{name.lower()}.test"
    identity = Identity(name="Aiglun", insee_code="04001", host=host, site_url=f"http://{host}", mailbox="m@ici.fr")
    return create_authority(identity, by=MAKER)


# Columns that hold the same in other words, and why.
WRITTEN_OTHERWISE = {
    "directory.Unit.path": "it is made of ids",
    "notifications.Rule.name": "two of one name are told apart by a number",
    "places.District.geometry": "a ring may begin at another of its corners",
}


def words_there() -> dict[str, list[str]]:
    """What the tables themselves hold of all that is carried in plain: a part that says the same wrong thing twice is found."""
    found: dict[str, list[str]] = {}
    carried = (name for part in PARTS if not part.is_about_people for field in part.fields for name in field.carries)
    for column in sorted(set(carried) - WRITTEN_OTHERWISE.keys()):
        label, _, name = column.rpartition(".")
        model = apps.get_model(label)
        if label != "kernel.Authority" and not model._meta.get_field(name).is_relation:
            found[column] = sorted(repr(value) for value in model.objects.values_list(name, flat=True))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "with_people"), [(1, False), (2, True), (3, True)])
def test_an_empty_town_becomes_the_same_as_the_one_that_was_exported(seed: int, with_people: bool) -> None:
    with inside(opened("A")):
        arrange(seed)
        names = list(Agent.objects.values_list("email", flat=True))
        text = export(with_people=with_people)
        assert compare(read(text.encode()), is_whole=True).sections == []
        said = words_there()
    with inside(opened("B")):
        for name in names:
            add_agent("E", "F", email=name, by=MAKER)
        found = compare(read(text.encode()))
        assert not found.barred
        assert take_all(found.steps, by=MAKER) == []
        assert export(with_people=with_people) == text
        assert {column: words for column, words in words_there().items() if words != said[column]} == {}
        again = compare(read(text.encode()), is_whole=True)
        assert again.is_nothing and not again.sections
