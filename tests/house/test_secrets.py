"""A town in which one case is confidential looks, to whoever is not named on it, exactly as the town without it: at every
address of the desk and at every public one, head, supervisor and administrator included; and its number is not known."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.test import Client

from parvis.cases.models import Case, Category, Publication
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.configure import create_category, name_owner
from parvis.cases.operations.converse import note
from parvis.cases.operations.describe_category import describe_category
from parvis.directory.models import Agent
from parvis.directory.operations.agents import entitle
from parvis.kernel import leases, worker
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk
from tests.house.addresses import Address, walk
from tests.house.lived import live, taken, with_photo
from tests.portal.reader import HOST
from tests.world import MAKER, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer  # as the stubs name what a test client gets

WORDS = "Zinzolin a reconnu l’amarante."
# What no two answers have in common: tokens, names of forms not yet sent, and how long ago something was.
PASSING = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]*"|nonce[-=]"?[^"\' ;]+|name="(?:quand|waiting|form_key)"[^>]*>|kept=[^"]*"'
    rb"|il y a [^<]*<|\d\d?(?::| h |\xc2\xa0h\xc2\xa0)\d\d|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
ECHO = re.compile(rb"2[0-9]{3}/[0-9]{6}")
# It ends the walk; what is opened when, told by the hour that it is.
APART = {"account_logout", "hours", "start-door"}
QUEUES = ("a-prendre", "urgent", "a-moi", "mon-service", "en-attente", "a-clore", "a-relire", "archives")
# Behind somebody's own key, or the demonstration's own mailbox.
OWN = {"key", "ticket", "code"}
OF_THE_DEMO = {"letter", "letters"}
# Nothing of a town: samples that show the hour, and what keeps a form for later.
OF_NO_TOWN = {"/ui/galerie", "/signaler/papier"}


def others(world: World) -> list[Agent]:
    """Head of its unit, its colleague, supervisor, administrator; and one who is both of these."""
    entitle(world.agent(world.claire), is_supervisor=True, is_administrator=True, by=MAKER)
    return [world.nadia, world.karim, world.helene, world.paul, world.claire]


def paths(case: Case) -> Iterator[str]:
    """All that is about another case, and the lists under their filters."""
    for one in walk():
        if not one.is_public and one.name not in APART:
            yield one.call(case)
    yield from (f"/agents/demandes?vue={queue}" for queue in QUEUES)
    yield from ("/agents/demandes?q=basse", "/agents/demandes?q=travail", "/agents/demandes?q=garnier")
    yield f"/agents/demandes?service={case.unit_id}"


def public_paths(case: Case) -> Iterator[str]:
    yield from (path for one in walk() if _is_for_all(one) and (path := one.call(case)) not in OF_NO_TOWN)
    yield from ("/demandes?etat=en-cours", "/demandes?q=basse", "/carte/tuiles/10/517/359")


def _is_for_all(one: Address) -> bool:
    return one.is_public and not OWN & set(one.parts) and one.name not in OF_THE_DEMO


def shown(client: Client, some: Iterator[str]) -> dict[str, bytes]:
    return {path: _lasting(client.get(path)) for path in some}


def _lasting(answer: "Answer") -> bytes:
    body = b"".join(answer) + answer.get("Location", "").encode()
    return PASSING.sub(b"", body)


def violences(world: World) -> Category:
    category = create_category("Violences au travail", unit=world.lighting, publication=Publication.NEVER, by=MAKER)
    name_owner(category, agent=world.ines, by=MAKER)
    return describe_category(Category.objects.get(pk=category.pk), said={"is_confidential": True}, by=MAKER)


def handled(world: World, case: Case) -> Case:
    """With a letter that was refused for good."""
    case = note(taken(case, world.agent(world.ines), days=0), text=WORDS, by=world.agent(world.ines))
    worker.run_until_idle()
    for sending in leases.claim(Sending.objects.filter(subject_id=case.pk, agent=None)):
        leases.fail(sending, "550 5.1.1 boîte inconnue", for_good=True)
    return case


def test_to_others_the_town_is_as_if_it_were_not_there(world: World) -> None:
    lived = live(world)
    category, case = violences(world), lived.cases["taken"]
    desks = {agent.first_name: Desk(agent) for agent in others(world)}
    before = {name: shown(desk.client, paths(case)) for name, desk in desks.items()}
    outside = Client(headers={"host": HOST})
    seen_outside = shown(outside, public_paths(case))
    secret = handled(world, world.report(category, words=WORDS))
    assert WORDS.encode() in Desk(world.ines).client.get(f"/agents/demandes/{secret.number}").content
    for name, desk in desks.items():
        after = shown(desk.client, paths(case))
        assert [path for path, body in after.items() if body != before[name][path]] == [], name
    after = shown(outside, public_paths(case))
    assert [path for path, body in after.items() if body != seen_outside[path]] == []


def test_its_number_is_as_unknown_as_one_that_was_never_given(world: World) -> None:
    live(world)
    secret = handled(world, world.report(violences(world), words=WORDS))
    never = Case(year=secret.year, sequence=987_654)
    asked = ["/agents/demandes/{}", "/agents/demandes?q={}", f"/agents/personnes/{world.ines.pk}/vue?fiche={{}}"]
    asked += ["/agents/notifications/requester/received?fiche={}", "/agents/demandes/{}/confidentialite"]
    for agent in others(world):
        client = Desk(agent).client
        for path in asked:
            there, nowhere = (ECHO.sub(b"", _lasting(client.get(path.format(one.number)))) for one in (secret, never))
            assert there == nowhere, (agent.first_name, path)
    outside = Client(headers={"host": HOST})
    for path in ("/demandes/{}", "/suivi?code={}", "/demandes/{}/suivre", "/demandes/{}/bravo"):
        there, nowhere = (ECHO.sub(b"", _lasting(outside.get(path.format(one.number)))) for one in (secret, never))
        assert there == nowhere, path


def test_a_public_case_that_becomes_confidential_is_nowhere_any_more(world: World) -> None:
    """Neither its number, its words, nor who asked; not even in what it was to others: a report that said it again."""
    lived = live(world)
    secret, case = with_photo(world, WORDS), lived.cases["new"]
    Case.objects.filter(pk=case.pk).update(again_of=secret)
    secret = restrict(taken(secret, world.karim, days=0), to=[world.ines], by=world.agent(world.nadia))
    handled(world, secret)
    canaries = (b"Zinzolin", b"amarante", secret.number.encode(), secret.number.replace("/", "-").encode())
    for agent in others(world):
        client = Desk(agent).client
        bodies = shown(client, paths(case))
        assert [path for path, body in bodies.items() if any(one in body for one in canaries)] == [], agent.first_name
    bodies = shown(Client(headers={"host": HOST}), public_paths(case))
    assert [path for path, body in bodies.items() if any(one in body for one in canaries)] == []
    tracked = Client(headers={"host": HOST}).get(f"/suivi/{secret.tracking_code}").content.decode()
    assert "lien privé" in tracked and secret.number not in tracked
