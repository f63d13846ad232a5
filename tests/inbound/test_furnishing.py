"""`parvis add-unit`, `add-agent`, `add-category`, `route`: a town furnished by commands, until a case finds its way."""

import re

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Category, CategoryOwner, Publication
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.directory.models import Agent, Role, Unit, User
from parvis.kernel.models import Authority, Event
from parvis.kernel.tenancy import inside
from tests.inbound.typing_in import type_in
from tests.world import World

Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.django_db

TOWN = ["create-authority", "--insee", "18033", "--name", "Bourges", "--host", "demandes.bourges.test"]
FURNITURE = [
    ["add-unit", "Services techniques"],
    ["add-unit", "Éclairage public", "--under", "services techniques", "--reserved-closing"],
    ["add-agent", "Karim@bourges.test", "--first-name", "Karim", "--last-name", "Lefèvre", "--unit", "Éclairage public"],
    ["add-agent", "nadia@bourges.test", "--first-name", "Nadia", "--last-name", "Benali", "--unit", "Éclairage public",
     "--role", "chef"],
    ["add-category", "Rue"],
    ["add-category", "Lampadaire éteint", "--under", "Rue", "--unit", "Éclairage public", "--pictogram", "lightbulb"],
    ["route", "Lampadaire éteint", "--to", "Éclairage public", "--agent", "karim@bourges.test",
     "--owner", "nadia@bourges.test"],
]  # fmt: skip


def furnish(capsys: Capture) -> Authority:
    for words in [TOWN, *FURNITURE]:
        typed = type_in(capsys, *words)
        assert (typed.status, typed.complained) == (0, ""), words
    return Authority.objects.get()


def test_a_town_made_by_commands_gives_a_lamp_to_its_agent(capsys: Capture) -> None:
    with inside(furnish(capsys)):
        lamp = Category.objects.get(name="Lampadaire éteint")
        case = receive(lamp, words="", place=Place("12, rue Basse"), requester=Coordinates(), by=Visitor())
        assert (str(case.unit), str(case.assignee)) == ("Éclairage public", "Karim Lefèvre")
        assert Unit.objects.get(name="Éclairage public").is_closing_reserved
        assert str(CategoryOwner.objects.get().agent) == "Nadia Benali"
        assert Agent.objects.get(first_name="Nadia").memberships.get().role == Role.HEAD


def test_a_new_agent_is_given_a_password_once_and_one_from_elsewhere_keeps_theirs(capsys: Capture) -> None:
    furnish(capsys)
    typed = type_in(capsys, "add-agent", "ines@bourges.test", "--first-name", "Inès", "--last-name", "Colin", "--administrator")
    found = re.search(r"affiché cette seule fois : (\S+)", typed.said)
    assert found is not None
    assert User.objects.get(email="ines@bourges.test").check_password(found.group(1))
    type_in(capsys, "create-authority", "--insee", "18034", "--name", "Vierzon", "--host", "demandes.vierzon.test")
    words = ["add-agent", "ines@bourges.test", "--first-name", "Inès", "--last-name", "Colin"]
    typed = type_in(capsys, *words, "--authority", "demandes.vierzon.test")
    assert "son mot de passe ne change pas" in typed.said
    assert User.objects.get(email="ines@bourges.test").check_password(found.group(1))


def test_an_agent_known_here_is_given_one_more_role(capsys: Capture) -> None:
    town = furnish(capsys)
    assert type_in(capsys, "add-agent", "karim@bourges.test", "--unit", "Accueil", "--role", "chef").status == 0
    with inside(town):
        assert {str(post.unit): post.role for post in Agent.objects.get(first_name="Karim").memberships.all()} == {
            "Éclairage public": Role.AGENT,
            "Accueil": Role.HEAD,
        }


@pytest.mark.parametrize(
    ("words", "expected", "is_for_agents"),
    [
        ([], Publication.LOOKED_AT, False),
        (["--kind", "reclamation"], Publication.NEVER, False),
        (["--kind", "reclamation", "--publication", "apres-relecture"], Publication.LOOKED_AT, False),
        (["--publication", "tout-de-suite"], Publication.AT_ONCE, False),
        (["--private"], Publication.NEVER, False),
        (["--agents-only", "--publication", "jamais"], Publication.NEVER, True),
    ],
)
def test_what_is_public_of_a_category_is_said_when_it_is_added(
    words: list[str], expected: Publication, is_for_agents: bool, capsys: Capture
) -> None:
    with inside(furnish(capsys)):
        assert type_in(capsys, "add-category", "Cartons", *words).status == 0
        made = Category.objects.get(name="Cartons")
        assert (made.publication, made.is_for_agents) == (expected, is_for_agents)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["add-unit", "Éclairage public", "--under", "Services techniques"], "existe déjà"),
        (["add-unit", "Voirie", "--under", "Routes"], "aucun ne s’appelle « Routes »"),
        (["add-agent", "karim"], "n’est pas une adresse e-mail"),
        (["add-agent", "hugo@bourges.test", "--unit", "Éclairage public"], "le prénom et le nom"),
        (["add-agent", "karim@bourges.test"], "est déjà agent ici"),
        (["add-category", "Lampadaire éteint", "--under", "Rue"], "existe déjà"),
        (["add-category", "Tag", "--pictogram", "spray-paint"], "Lucide n’a pas"),
        (["route", "Lampadaire éteint"], "--to"),
        (["route", "Lampadaire éteint", "--agent", "karim@bourges.test"], "--to"),
        (["route", "Lampadaire éteint", "--to", "Accueil", "--agent", "karim@bourges.test"], "n’est pas du service"),
        (["route", "Lampadaire éteint", "--to", "Éclairage public", "--district", "Nord"], "Noms connus : aucun"),
        (["route", "Lampadaire éteint", "--owner", "personne@bourges.test"], "aucun agent"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(words: list[str], complaint: str, capsys: Capture) -> None:
    furnish(capsys)
    before = Event.everywhere.count()
    typed = type_in(capsys, *words)
    assert typed.status == 1
    assert complaint in typed.complained
    assert "\n" not in typed.complained.strip()
    assert Event.everywhere.count() == before


def test_the_opening_hours_and_the_number_on_call_are_said_in_one_line(capsys: Capture, world: World) -> None:
    typed = type_in(capsys, "opening-hours", "lun-ven 9:00-17:00", "--on-call", "02 48 00 18 99")
    assert "lun-ven 9:00-17:00 ; astreinte : 02 48 00 18 99." in typed.said
    assert type_in(capsys, "opening-hours", "toujours").status == 1
