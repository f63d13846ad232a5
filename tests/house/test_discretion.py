"""A contractor gets the place, the words and the photos, and never learns who asked: not from a page of the desk, an answer to
a form, a search, nor a letter. Neither does an administrator who sees no case, by trying a letter on one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from parvis.cases.actors import Requester
from parvis.cases.models import Case, Status
from parvis.cases.operations.assign import assign
from parvis.cases.operations.converse import answer, ask, note, reply
from parvis.cases.operations.correct import correct
from parvis.cases.operations.correct_email import correct_email
from parvis.cases.operations.grant import give_access
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.promise import promise
from parvis.cases.operations.reopen import insist
from parvis.cases.operations.resolve import resolve, send_back
from parvis.directory.models import Agent, AgentKind
from parvis.directory.operations.qualify import add_outsider
from parvis.kernel import clock, worker
from parvis.kernel.models import Event
from parvis.notifications.models import RuleRecipient, Sending, Who
from parvis.notifications.operations.rules import create_rule
from parvis.notifications.operations.trial import send_trial
from parvis.notifications.standard import STANDARDS
from tests.backoffice.desk import Desk
from tests.house.addresses import walk
from tests.house.lived import live
from tests.notifications.test_rules import a_draft
from tests.stages import roads_stages
from tests.world import MAKER, ODILE, PASSWORD, RUE_BASSE, World

WHO = ("garnier", "odile", ODILE.email, "06 12 34 56 78", "0612345678", "martin.duval@exemple.fr", "duval")
LEFT_OUT = {"account_logout"}


def contractor(world: World) -> Agent:
    agent = add_outsider("Yann", "Le Goff", email="yann@reseaux.test", as_kind=AgentKind.CONTRACTOR, by=MAKER)
    assert agent.user is not None
    agent.user.set_password(PASSWORD)
    agent.user.save()
    give_access(agent, unit=world.lighting, by=MAKER)
    return world.agent(agent)


def told_everywhere(world: World, yann: Agent) -> Iterator[Case]:
    """Wherever somebody may write who asked."""
    case = world.report(words="Je m’appelle Odile Garnier, 06 12 34 56 78, odile.garnier@exemple.fr. Le mât penche.")
    case = correct_email(case, email="martin.duval@exemple.fr", by=Requester(case.pk))
    case = correct(case, words="Mme Garnier encore : le mât penche. 0612345678", place=RUE_BASSE, by=Requester(case.pk))
    case = note(case, text="Mme Garnier a rappelé au 06 12 34 56 78.", by=world.karim)
    case = reply(case, text="Bonjour Madame Garnier, nous passons.", by=world.karim)
    case = ask(case, text="Odile Garnier, quel numéro ?", by=world.karim)
    case = answer(case, text="Odile, au 12, odile.garnier@exemple.fr", by=Requester(case.pk))
    case = assign(case, to=yann, by=world.agent(world.karim))
    case = promise(case, on=clock.today(world.authority) + timedelta(days=3), by=world.agent(world.karim))
    yield case
    done = resolve(world.report(), by=world.karim, saying="Bonjour Mme Garnier, c’est fait.")
    yield done
    back = send_back(
        resolve(assign(world.report(), to=yann, by=world.karim), by=yann), because="Odile Garnier dit que non.", by=world.nadia
    )
    yield back
    closed = Case.objects.get(pk=live_done(world).pk)
    yield insist(closed, because="Odile Garnier : il est éteint.", by=Requester(closed.pk))


def live_done(world: World) -> Case:
    from parvis.cases.operations.close import close

    return close(resolve(world.report(), by=world.karim, saying="Merci Mme Garnier."), by=world.nadia)


def leaks(body: bytes) -> list[str]:
    text = body.decode(errors="replace").casefold()
    keys = [key for case in Case.objects.all() for key in (case.tracking_code, case.private_key)]
    spaced = [f"{code[:4]} {code[4:]}" for code in keys]
    return [one for one in (*WHO, *keys, *spaced) if one.casefold() in text]


@pytest.mark.sqlite_only
def test_no_page_of_the_desk_tells_a_contractor_who_asked(world: World) -> None:
    yann = contractor(world)
    lived = live(world)
    cases = [*told_everywhere(world, yann), *lived.cases.values()]
    worker.run_until_idle()
    desk = Desk(yann)
    found, seen = [], 0
    for address in walk():
        if not address.route.startswith("agents/") or address.name in LEFT_OUT:
            continue
        for case in cases if {"number", "photo"} & set(address.parts) else cases[:1]:
            path = address.call(case)
            answers = [desk.client.get(path)]
            if "number" in address.parts:
                data = {"version": "1", "text": "Bien.", "to": str(yann.pk), "decision": "keep"}
                answers.append(desk.client.post(path, data))
            for got in answers:
                seen += got.status_code == 200
                body = getattr(got, "content", b"") if not got.streaming else b""
                found += [f"{path}: {one}" for one in leaks(body)]
    for view in ("toutes", "urgent", "a-moi", "en-attente", "a-cloturer", "archives"):
        found += [f"{view}: {one}" for one in leaks(desk.client.get(f"/agents/demandes?vue={view}").content)]
    assert not found and seen > 30


@pytest.mark.parametrize("words", ["Garnier", "odile", ODILE.email, "06 12 34 56 78"])
def test_a_contractor_finds_nobody_by_name(world: World, words: str) -> None:
    yann, case = contractor(world), world.report()
    assert case.number not in Desk(yann).client.get("/agents/demandes", {"q": words}).content.decode()
    assert f"{case.sequence:06d}" in Desk(yann).client.get("/agents/demandes", {"q": "rue Basse"}).content.decode()


def test_the_same_name_is_found_by_whoever_may_know_it(world: World) -> None:
    case = world.report()
    assert f"{case.sequence:06d}" in Desk(world.karim).client.get("/agents/demandes", {"q": "Garnier"}).content.decode()


def test_a_contractor_reads_the_place_and_the_words_and_says_that_it_is_done(world: World) -> None:
    yann = contractor(world)
    case = assign(world.report(words="Le mât penche devant le portail."), to=yann, by=world.karim)
    page = Desk(yann).client.get(f"/agents/demandes/{case.number}").content.decode()
    assert "12, rue Basse" in page and "Vos droits ne montrent pas" in page
    case = resolve(case, by=world.agent(yann))
    assert case.is_resolved, "the unit closes"


def test_no_letter_tells_a_contractor_who_asked(world: World) -> None:
    yann = contractor(world)
    list(told_everywhere(world, yann))
    worker.run_until_idle()
    letters = Sending.objects.filter(agent=yann)
    assert letters.count() >= 2
    for letter in letters:
        assert not leaks(f"{letter.subject}{letter.text}{letter.html}".encode()), letter.template


def test_an_administrator_who_sees_no_case_learns_nobody_s_name_by_trying_a_letter(world: World) -> None:
    list(told_everywhere(world, contractor(world)))
    desk, found, seen = Desk(world.paul), list[str](), 0
    for one in STANDARDS:
        for event in Event.objects.filter(kind=one.occasion, subject_kind=Case.subject_kind()):
            case = Case.objects.get(pk=event.subject_id)
            page = desk.client.get(f"/agents/notifications/{one.key}", {"demande": case.number})
            seen += page.status_code == 200
            found += [f"{one.key}: {said}" for said in leaks(page.content)]
    assert not found and seen > 10


def test_nor_by_a_rule_of_their_own_nor_by_its_trial(world: World) -> None:
    case = world.report()
    who = frozenset([Who.REQUESTER])
    rule = create_rule(a_draft(who=who, body="{{ demande.ou }} {{ demande.lien }}"), by=world.paul)
    page = Desk(world.paul).client.get(f"/agents/notifications/rule/{rule.pk}", {"demande": case.number})
    assert "le demandeur" in page.content.decode() and not leaks(page.content)
    trial = send_trial(rule, recipients=list(RuleRecipient.objects.filter(rule=rule)), on=case, by=world.paul)
    assert not leaks(f"{trial.subject}{trial.text}{trial.html}".encode())


def test_what_a_stage_says_to_the_requester_stays_between_them(world: World) -> None:
    yann = contractor(world)
    case = assign(world.report(), to=yann, by=world.karim)
    stages = roads_stages(world.lamp, world.pothole, world.idea)
    stage = next(one for one in stages.values() if one.status == Status.OPEN and one.pk != case.stage_id)
    case = move_to_stage(case, to=stage, saying="Bonjour Mme Garnier, le fût est commandé.", by=world.agent(world.karim))
    page = Desk(yann).client.get(f"/agents/demandes/{case.number}")
    assert stage.name in page.content.decode()
    assert not leaks(page.content) and "est commandé." not in page.content.decode()
