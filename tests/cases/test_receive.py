"""A case comes in: once, in form, numbered without a hole."""

from uuid import UUID, uuid4

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Case, Category
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.kernel.models import Authority
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import inside
from tests.crowd import Crowd
from tests.world import ODILE, RUE_BASSE, World, make_world


def send(category_id: int, form_key: str) -> int:
    """What a visitor's « send » does, in a process of its own."""
    with inside(Authority.objects.get()):
        category = Category.objects.get(pk=category_id)
        case = receive(category, words="Éteint.", place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=UUID(form_key))
        return case.pk


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_three_processes_at_the_same_instant_makes_one_case() -> None:
    town = make_world()
    with Crowd(send, 3) as crowd:
        for _ in range(12):
            answers = crowd.rush([[town.lamp.pk, str(uuid4())]] * 3)
            assert len(set(answers)) == 1
    with inside(town.authority):
        sequences = Case.objects.order_by("sequence").values_list("sequence", flat=True)
        assert list(sequences) == list(range(1, 13)), "a year's numbers have no hole"
        assert all(case.placements.count() == 1 for case in Case.objects.all())


def test_a_form_sent_again_gives_the_same_case(world: World) -> None:
    key = uuid4()
    sent = [
        receive(world.lamp, words="Éteint.", place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=key) for _ in range(2)
    ]
    assert sent[0] == sent[1] and Case.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "words", "place", "requester"),
    [
        ("words", "a" * 10_001, RUE_BASSE, ODILE),
        ("address", "Éteint.", Place("a" * 251, RUE_BASSE.point), ODILE),
        ("first_name", "Éteint.", RUE_BASSE, Coordinates(first_name="a" * 81)),
        ("last_name", "Éteint.", RUE_BASSE, Coordinates(last_name="a" * 161)),
        ("email", "Éteint.", RUE_BASSE, Coordinates(email="a" * 255)),
        ("phone", "Éteint.", RUE_BASSE, Coordinates(phone="0" * 31)),
    ],
    ids=["words", "address", "first name", "last name", "email", "phone"],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    world: World, field: str, words: str, place: Place, requester: Coordinates
) -> None:
    with pytest.raises(Refused) as refused:
        receive(world.lamp, words=words, place=place, requester=requester, by=Visitor())
    assert refused.value.field == field
    assert Case.objects.count() == 0


def test_a_place_is_needed_where_the_category_needs_one(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.report(place=Place("  "))
    assert refused.value.field == "address"
    assert world.report(world.complaint, place=Place()).zkey is None


@pytest.mark.parametrize(
    "address",
    [
        "12, rue Basse, 06 12 34 56 78",
        "12, rue Basse (+33612345678)",
        "chez odile.garnier@exemple.fr",
        "https://exemple.fr/gagnez",
        "devant www.exemple.fr",
    ],
)
def test_an_address_says_a_place_and_not_how_to_reach_somebody(world: World, address: str) -> None:
    """It is published at once, and goes into a letter to whatever e-mail was typed."""
    with pytest.raises(Refused) as refused:
        world.report(place=Place(address))
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    "address", ["107, avenue du 11 novembre 1918, 92190", "3 bis, place du 8 mai 1945", "D 906, PK 12+450"]
)
def test_an_address_with_many_numbers_is_one(world: World, address: str) -> None:
    assert world.report(place=Place(address)).address == address


def test_a_category_of_another_town_is_refused(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    with pytest.raises(Forbidden):
        world.report(other.lamp)


@pytest.mark.parametrize("address", ["chez Mme Durand", "12, rue Basse, chez M. Durand", "devant Mr J. Roux", "Mlle Garnier"])
def test_an_address_names_nobody(world: World, address: str) -> None:
    """It is published as it was typed."""
    with pytest.raises(Refused) as refused:
        world.report(place=Place(address))
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    "address", ["12, rue Mme de Sévigné", "av. M. Thorez", "place de M. Carnot", "Chez Bonnet", "école Mme Curie"]
)
def test_a_street_may_bear_a_name(world: World, address: str) -> None:
    assert world.report(place=Place(address)).address == address
