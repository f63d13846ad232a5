"""Several administrators make the same thing at the same instant, on each database: it is there once, with no fault."""

import pytest

from parvis.cases.models import Group
from parvis.cases.operations.groups import create_group
from parvis.cases.proposals import Size
from parvis.kernel.models import Authority
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Rule
from parvis.notifications.operations.take_rules import take_rules
from tests.crowd import Crowd
from tests.world import MAKER, make_authority, make_world

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = 15


def name_groups(times: int) -> int:
    """How many of the same names it was the first to give."""
    made = 0
    with inside(Authority.objects.get()):
        for number in range(times):
            try:
                create_group(f"Astreinte {number}", by=MAKER)
                made += 1
            except Refused:
                pass
    return made


def take_up(times: int) -> int:
    with inside(Authority.objects.get()):
        return sum(len(take_rules(["un-mois", "reponse-attendue"], size=Size.VILLE, by=MAKER)) for _turn in range(times))


def test_a_name_is_given_to_one_group() -> None:
    authority = make_authority()
    with Crowd(name_groups, 3) as crowd:
        assert sum(crowd.rush([[NAMES]] * 3)) == NAMES
    with inside(authority):
        assert Group.objects.count() == NAMES


def test_a_rule_that_is_proposed_is_taken_up_once() -> None:
    world = make_world()
    with Crowd(take_up, 3) as crowd:
        assert sum(crowd.rush([[5]] * 3)) == 2
    with inside(world.authority):
        assert Rule.objects.count() == 2
