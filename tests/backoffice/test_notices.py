"""What an agent is told on the screen: by a rule of the town, or because they have no address; read, and forgotten."""

import pytest

from parvis.cases.models import Case, Outcome
from parvis.cases.operations.assign import assign
from parvis.cases.operations.close import drop
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.groups import create_group, set_members
from parvis.cases.operations.shred import shred
from parvis.directory.models import Agent
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.credentials import print_code
from parvis.directory.operations.posts import post
from parvis.kernel import worker
from parvis.notifications.flaws import flaws_of
from parvis.notifications.models import Channel, Sending
from parvis.notifications.operations.rules import create_rule
from parvis.notifications.preview import preview
from parvis.notifications.queries import letters_here
from tests.backoffice.desk import Desk, words_of
from tests.notifications.test_rules import HELENE, a_draft, recipients_of, subjects
from tests.post import PostOffice
from tests.world import MAKER, World

MINE = "/agents/mes-avis"
TOLD = "N° 2026/000001"


@pytest.fixture
def jose(world: World) -> Agent:
    """Works at the lighting, and has no address."""
    one = post(add_agent("José", "Perez", email="", by=world.paul), to=world.lighting, by=world.paul)
    return print_code(one, by=world.paul)[0]


@pytest.fixture
def given(world: World, jose: Agent) -> Case:
    case = world.report()
    assign(case, to=jose, by=world.agent(world.nadia))
    worker.run_until_idle()
    return case


def new_on(page: str) -> int:
    return page.count("Nouveau")


def test_a_rule_tells_on_the_screen_and_writes_no_letter(world: World, office: PostOffice) -> None:
    create_rule(a_draft(channel=Channel.DESK), by=world.paul)
    case = world.report()
    assert subjects(office, HELENE) == []
    helene = Desk(world.helene)
    assert "1 avis à lire" in helene.get(MINE).content.decode() and TOLD in words_of(helene.get(MINE)).text
    assert f"{TOLD} à Hélène Morel · affiché à l’écran" in helene.card(case).text


def test_a_danger_is_written_all_the_same_and_others_than_agents_always_are(world: World, office: PostOffice) -> None:
    create_rule(a_draft(channel=Channel.DESK, addresses=("garde@valbourg.test",)), by=world.paul)
    world.report()
    assert subjects(office, HELENE) == [] and len(subjects(office, "garde@valbourg.test")) == 1
    danger = world.report(world.cable)
    assert subjects(office, HELENE) == [f"N° {danger.number}"]


def test_whoever_has_no_address_reads_all_of_it_on_the_screen(world: World, jose: Agent, given: Case) -> None:
    desk = Desk(jose)
    page = words_of(desk.get(MINE)).text
    assert "Vous n’avez pas d’adresse e-mail" in page and new_on(page) == 1 and given.number in page
    [notice] = Sending.objects.filter(agent=jose)
    answer = desk.post(f"{MINE}/{notice.uid}", {})
    assert answer.status_code == 302 and answer["Location"] == f"/agents/demandes/{given.number}"
    page = words_of(desk.get(MINE)).text
    assert new_on(page) == 0 and given.number in page and "avis à lire" not in desk.get(MINE).content.decode()


def test_all_is_read_at_once_save_what_has_come_since_the_page_was_shown(world: World, jose: Agent, given: Case) -> None:
    desk = Desk(jose)
    shown = Sending.objects.get(agent=jose)
    assign(world.report(), to=jose, by=world.agent(world.nadia))
    worker.run_until_idle()
    desk.post(MINE, {"jusqu-a": str(shown.uid)})
    assert new_on(words_of(desk.get(MINE)).text) == 1
    for wrong in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert desk.post(MINE, {"jusqu-a": wrong}).status_code == 404


def test_nobody_opens_the_notice_of_another(world: World, jose: Agent, given: Case) -> None:
    notice = Sending.objects.get(agent=jose)
    assert Desk(world.nadia).post(f"{MINE}/{notice.uid}", {}).status_code == 404
    assert Desk(world.nadia).post(MINE, {"jusqu-a": str(notice.uid)}).status_code == 404
    assert Sending.objects.get(pk=notice.pk).read_at is None
    assert given.number not in words_of(Desk(world.nadia).get(MINE)).text


def test_a_case_that_is_confided_to_others_is_named_on_no_screen_any_more(world: World, jose: Agent, given: Case) -> None:
    restrict(Case.objects.get(pk=given.pk), to=[world.nadia], by=world.agent(world.nadia))
    worker.run_until_idle()
    assert given.number not in words_of(Desk(jose).get(MINE)).text
    assert "avis à lire" not in Desk(jose).get("/agents/").content.decode()


def test_what_is_forgotten_of_a_case_is_forgotten_on_the_screen(world: World, jose: Agent, given: Case) -> None:
    drop(Case.objects.get(pk=given.pk), outcome=Outcome.DUPLICATE, because="Déjà connu.", by=world.agent(world.nadia))
    shred(Case.objects.get(pk=given.pk), by=MAKER)
    worker.run_until_idle()
    sending = Sending.objects.get(agent=jose)
    assert (sending.subject, sending.link) == ("", "")
    assert "Aucun avis" in words_of(Desk(jose).get(MINE)).text
    assert "avis à lire" not in Desk(jose).get("/agents/").content.decode()


def test_a_rule_tried_says_who_would_read_it_on_the_screen(world: World) -> None:
    rule = create_rule(a_draft(channel=Channel.DESK), by=world.paul)
    case = world.report()
    assert preview(rule, recipients_of(rule), case, by=world.agent(world.paul)).told == ["Hélène Morel (à l’écran)"]


def test_the_rule_s_page_says_how_agents_are_told_and_the_journal_what_it_was(world: World) -> None:
    rule, paul = create_rule(a_draft(), by=world.paul), Desk(world.paul)
    path = f"/agents/notifications/rule/{rule.pk}"
    typed = {"version": str(rule.version), "name": rule.name, "occasion": rule.occasion, "who": ["supervisors"],
             "delay": "0", "delay_unit": "minutes", "subject": rule.subject, "body": rule.body}  # fmt: skip
    assert '<option value="email" selected>' in paul.get(path).content.decode()
    assert paul.post(path, {**typed, "channel": "desk"}).status_code == 302
    assert '<option value="desk" selected>' in paul.get(path).content.decode()
    assert "Comment les agents sont prévenus : par e-mail devient à l’écran, dans « Mes avis »" in words_of(paul.get(path)).text
    assert paul.post(path, {**typed, "version": str(rule.version + 1), "channel": "pigeon"}).status_code == 422


def test_what_the_law_or_security_wants_is_always_written(world: World) -> None:
    paul = Desk(world.paul)
    assert 'name="channel"' not in paul.get("/agents/notifications/agents/named").content.decode()
    assert 'name="channel"' not in paul.get("/agents/notifications/requester/received").content.decode()
    assert 'name="channel"' in paul.get("/agents/notifications/agents/arrived").content.decode()


def test_a_long_list_is_read_page_by_page(world: World, jose: Agent, given: Case) -> None:
    one = Sending.objects.get(agent=jose)
    for number in range(60):
        one.pk, one.uid, one.message_id, one.event = None, f"00000000-0000-0000-0000-{number:012d}", f"<{number}@x>", None
        one.save(force_insert=True)
    desk = Desk(jose)
    first = desk.get(MINE).content.decode()
    assert "Plus ancien" in first and "61 avis à lire" in first
    following = first.partition("?apres=")[2].partition('"')[0]
    assert new_on(words_of(desk.get(f"{MINE}?apres={following}")).text) == 11


def test_a_group_of_somebody_without_an_address_is_told_and_has_no_flaw(world: World, jose: Agent) -> None:
    group = set_members(create_group("Astreinte", unit=world.lighting, by=MAKER), to=[jose], by=MAKER)
    rule = create_rule(a_draft(who=frozenset(), groups=(group,)), by=world.paul)
    assert flaws_of(rule, recipients_of(rule)) == []
    world.report()
    worker.run_until_idle()
    assert new_on(words_of(Desk(jose).get(MINE)).text) == 1


def test_what_is_told_on_a_screen_is_no_letter_of_a_mailbox(world: World, jose: Agent, given: Case) -> None:
    assert Sending.objects.filter(agent=jose).exists()
    assert letters_here().exists() and not letters_here().filter(agent=jose).exists()
