"""The town's own rules: who is told of what, when, how often and with which words; and that nothing else changes."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from parvis.cases.actors import Visitor
from parvis.cases.models import Case, Outcome
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.follow import confirm, follow
from parvis.cases.operations.promise import promise
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.operations.shred import shred
from parvis.kernel import clock, worker
from parvis.kernel.actors import System
from parvis.kernel.leases import State
from parvis.kernel.models import Event
from parvis.kernel.operations import Forbidden, Refused
from parvis.notifications.drafts import Draft
from parvis.notifications.flaws import flaws_of
from parvis.notifications.models import Awaited, DigestLine, Freedom, Rhythm, Rule, RuleRecipient, Sending, Still, Who
from parvis.notifications.operations.frequency import choose_rhythm
from parvis.notifications.operations.rules import create_rule, end_rule, own_standard, switch_rule, write_rule
from parvis.notifications.operations.trial import send_trial
from parvis.notifications.preview import preview
from parvis.notifications.quiet import allowed_from, next_digest
from parvis.notifications.standard import STANDARDS
from parvis.notifications.standing import letters_of
from parvis.notifications.writing import render
from tests.clock import move_by
from tests.house.lived import live
from tests.post import PostOffice
from tests.words import plain
from tests.world import MAKER, ODILE, World

CLOSED, RECEIVED = "case.closed", "case.received"
HELENE, KARIM, NADIA = (f"{name}@valbourg.test" for name in ("helene", "karim", "nadia"))
LUCIE, BUILDER = "lucie@exemple.fr", "chantier@exemple.fr"


def a_draft(**said: object) -> Draft:
    known: dict[str, object] = {
        "name": "Essai", "occasion": RECEIVED, "who": frozenset([Who.SUPERVISORS]), "subject": "N° {{ demande.numero }}",
        "body": "Bonjour.\n\n{{ demande.quoi }}, {{ demande.ou }}.",
    }  # fmt: skip
    make: Callable[..., Draft] = Draft
    return make(**{**known, **said})


def subjects(office: PostOffice, address: str) -> list[str]:
    worker.run_until_idle()
    return [plain(letter.subject) for letter in office.to(address)]


def recipients_of(rule: Rule) -> list[RuleRecipient]:
    return list(RuleRecipient.objects.filter(rule=rule))


def test_helene_is_told_of_each_danger_with_the_towns_words(world: World, office: PostOffice) -> None:
    create_rule(a_draft(is_urgent=True, subject="Danger n° {{ demande.numero }}"), by=world.paul)
    world.report()
    cable = world.report(world.cable)
    assert subjects(office, HELENE) == [f"Danger n° {cable.number}"]
    [letter] = office.to(HELENE)
    for words in (letter.text, letter.html):
        assert "Câble arraché, 12, rue Basse." in plain(words) and f"/agents/demandes/{cable.number}" in words


def test_words_are_text_and_never_markup(world: World, office: PostOffice) -> None:
    create_rule(a_draft(body="<b>{{ demande.ou }}</b> & fin"), by=world.paul)
    world.report()
    worker.run_until_idle()
    [letter] = office.to(HELENE)
    assert "<b>12, rue Basse</b> & fin" in plain(letter.text)
    assert "&lt;b&gt;12, rue Basse&lt;/b&gt; &amp; fin" in plain(letter.html)


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ({Who.REQUESTER}, {ODILE.email}),
        ({Who.ASSIGNEE}, {KARIM}),
        ({Who.HEAD}, {NADIA}),
        ({Who.UNIT}, {NADIA, KARIM, "hugo@valbourg.test"}),
        ({Who.UNIT_ADDRESS}, {"lumiere@valbourg.test"}),
        ({Who.SUPERVISORS, Who.HEAD}, {HELENE, NADIA}),
        (set(), {BUILDER}),
    ],
)
def test_each_kind_of_recipient_is_found(world: World, office: PostOffice, who: set[str], told: set[str]) -> None:
    from parvis.directory.operations.units import describe_unit

    describe_unit(world.lighting, said={"email": "lumiere@valbourg.test"}, by=MAKER)
    addresses = () if who else (BUILDER, BUILDER.upper())
    rule = a_draft(occasion="case.promised", who=frozenset(who), addresses=addresses, subject="Règle", body="Bonjour.")
    create_rule(rule, by=world.paul)
    lamp = take(world.report(), by=world.karim)
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.hugo)
    worker.run_until_idle()
    got = [letter.recipients[0] for letter in office.letters if letter.subject == "Règle"]
    assert sorted(got) == sorted(told - {"hugo@valbourg.test"}), "each once, and never who acted"


def test_followers_read_the_public_address_and_can_stop(world: World, office: PostOffice) -> None:
    draft = a_draft(occasion="case.taken", who=frozenset([Who.FOLLOWERS]), subject="Prise en charge : {{ demande.ou }}")
    create_rule(draft, by=world.paul)
    lamp = world.report()
    Case.objects.filter(pk=lamp.pk).update(public_address="rue Basse")
    confirm(follow(lamp, email=LUCIE, by=Visitor()), by=Visitor())
    take(Case.objects.get(), by=world.karim)
    assert subjects(office, LUCIE) == ["Prise en charge : rue Basse"]
    letter = office.to(LUCIE)[-1]
    assert "/suivre/" in letter.text and "12, rue Basse" not in letter.text + letter.html
    assert letter.message["List-Unsubscribe"]


@pytest.mark.parametrize("field", ["demande.code_de_suivi", "demande.agent", "demande.nature", "evenement.auteur"])
def test_words_that_a_follower_may_not_read_are_refused(world: World, field: str) -> None:
    draft = a_draft(occasion=CLOSED, who=frozenset([Who.FOLLOWERS]), body=f"Voici.\n{{{{ {field} }}}}")
    with pytest.raises(Refused) as refused:
        create_rule(draft, by=world.paul)
    assert f"Ligne 2 : le champ « {field} » n’existe pas ici" in plain(refused.value.message)
    with pytest.raises(Refused):
        create_rule(a_draft(addresses=(BUILDER,), body=f"{{{{ {field} }}}}"), by=world.paul)


def test_a_rule_holds_where_its_conditions_do(world: World, office: PostOffice) -> None:
    create_rule(a_draft(category=world.lamp.parent, subject="Rue"), by=world.paul)
    create_rule(a_draft(unit=world.technical, subject="Technique"), by=world.paul)
    create_rule(a_draft(district=world.station, subject="Gare"), by=world.paul)
    create_rule(a_draft(case_kind="complaint", subject="Plainte"), by=world.paul)
    create_rule(a_draft(came_by="phone", subject="Téléphone"), by=world.paul)
    world.report()
    assert subjects(office, HELENE) == ["Rue", "Technique"]
    office.empty()
    world.report(world.complaint)
    assert subjects(office, HELENE) == ["Plainte"]


def test_after_two_days_only_what_nobody_took_is_told(world: World, office: PostOffice) -> None:
    two_days = 2 * 24 * 60
    create_rule(a_draft(delay_minutes=two_days, still=Still.NOT_TAKEN), by=world.paul)
    forgotten, taken = world.report(), world.report()
    take(taken, by=world.karim)
    assert subjects(office, HELENE) == [] and Awaited.objects.count() == 2
    with move_by(timedelta(days=1, hours=23)):
        assert subjects(office, HELENE) == []
    with move_by(timedelta(days=2, minutes=1)):
        assert subjects(office, HELENE) == [f"N° {forgotten.number}"]
        assert subjects(office, HELENE) == [f"N° {forgotten.number}"], "once"


def test_switched_off_meanwhile_what_was_awaited_is_not_told(world: World, office: PostOffice) -> None:
    rule = create_rule(a_draft(delay_minutes=60), by=world.paul)
    world.report()
    worker.run_until_idle()
    switch_rule(rule, on=False, by=world.paul)
    with move_by(timedelta(hours=2)):
        assert subjects(office, HELENE) == []


def test_what_happened_before_a_rule_is_not_told_by_it(world: World, office: PostOffice) -> None:
    world.report()
    rule = create_rule(a_draft(), by=world.paul)
    assert subjects(office, HELENE) == []
    rule = switch_rule(Rule.objects.get(), on=False, by=world.paul)
    world.report()
    switch_rule(rule, on=True, by=world.paul)
    assert subjects(office, HELENE) == []
    later = world.report()
    assert subjects(office, HELENE) == [f"N° {later.number}"]
    end_rule(Rule.objects.get(), by=world.paul)
    world.report()
    assert len(subjects(office, HELENE)) == 1


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-12-02 15:00", "2026-12-02 15:00"),
        ("2026-12-02 22:30", "2026-12-03 08:00"),
        ("2026-12-03 03:00", "2026-12-03 08:00"),
        ("2026-12-05 22:30", "2026-12-07 08:00"),
        ("2026-12-06 11:00", "2026-12-07 08:00"),
        ("2026-12-24 23:00", "2026-12-26 08:00"),
        ("2026-10-24 21:00", "2026-10-26 08:00"),
    ],
)
def test_nothing_leaves_at_night_nor_on_sundays_and_bank_holidays(world: World, at: str, allowed: str) -> None:
    rule = Rule(quiet_from=time(20), quiet_until=time(8), rests_on_sundays=True)
    paris = ZoneInfo("Europe/Paris")
    instant = datetime.fromisoformat(at).replace(tzinfo=paris).astimezone(UTC)
    found = allowed_from(rule, instant, world.authority).astimezone(paris)
    assert found.strftime("%Y-%m-%d %H:%M") == allowed


def test_a_quiet_letter_waits_for_its_hour_says_so_and_holds_up_no_other(world: World, office: PostOffice) -> None:
    now = clock.now().astimezone(ZoneInfo("Europe/Paris"))
    quiet = {"quiet_from": (now - timedelta(hours=1)).time(), "quiet_until": (now + timedelta(hours=1)).time()}
    create_rule(a_draft(who=frozenset([Who.REQUESTER]), subject="Plus tard", **quiet), by=world.paul)
    lamp = world.report()
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    assert len(subjects(office, ODILE.email)) == 2
    waiting = Sending.objects.get(subject="Plus tard")
    assert waiting.state == State.PENDING and waiting.fate.startswith("partira ")
    with move_by(timedelta(hours=2)):
        assert "Plus tard" in subjects(office, ODILE.email)


def test_a_day_s_news_are_one_letter_and_each_is_told_on_its_card(world: World, office: PostOffice) -> None:
    create_rule(a_draft(rhythm=Rhythm.DAILY), by=world.paul)
    first, second = world.report(), world.report()
    assert subjects(office, HELENE) == []
    with move_by(timedelta(days=1)):
        [subject] = subjects(office, HELENE)
        assert subject == "Valbourg : 2 nouvelles depuis hier"
        [letter] = office.to(HELENE)
        for case in (first, second):
            assert f"N° {case.number}" in plain(letter.text) and f"N° {case.number}" in plain(letter.html)
        third = world.report()
        worker.run_until_idle()
    with move_by(timedelta(days=2)):
        assert len(subjects(office, HELENE)) == 2
        assert third.number in office.to(HELENE)[1].text and first.number not in office.to(HELENE)[1].text


def test_a_requester_s_daily_letter_keeps_the_others_from_waiting(world: World, office: PostOffice) -> None:
    create_rule(a_draft(who=frozenset([Who.REQUESTER]), rhythm=Rhythm.DAILY), by=world.paul)
    lamp = world.report()
    worker.run_until_idle()
    promise(lamp, on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    assert len(subjects(office, ODILE.email)) == 2
    with move_by(timedelta(days=1)):
        worker.run_until_idle()
    assert f"/ma-demande/{lamp.private_key}" in office.to(ODILE.email)[-1].text


def test_what_is_forgotten_is_told_by_no_daily_letter(world: World, office: PostOffice) -> None:
    create_rule(a_draft(rhythm=Rhythm.DAILY, subject="{{ demande.ou }} {{ demande.numero }}"), by=world.paul)
    first, second = world.report(), world.report()
    worker.run_until_idle()
    first, second = (drop(one, outcome=Outcome.NOT_COMPETENT, because="Privé.", by=world.nadia) for one in (first, second))
    shred(first, by=System("test"))
    with move_by(timedelta(days=1)):
        worker.run_until_idle()
        [letter] = office.to(HELENE)
        assert first.number not in letter.text and second.number in letter.text
        shred(second, by=System("test"))
        worker.run_until_idle()
    sending = Sending.objects.get(template="digest")
    assert (sending.state, sending.text, sending.address, sending.subject) == (State.DONE, "", "", "")
    assert set(DigestLine.objects.values_list("headline", flat=True)) <= {""}


def test_without_a_word_of_the_towns_every_letter_is_the_one_of_before(world: World) -> None:
    """Each letter of a whole life, and those of a town that has only looked at its rules, are what their reactions say."""
    for one in STANDARDS:
        if one.fact is not None:
            own_standard(one.key, by=world.paul)
    live(world)
    seen = 0
    for event in Event.objects.filter(kind__startswith="case.", subject_kind="cases.case"):
        case = Case.objects.select_related("category", "unit", "assignee").get(pk=event.subject_id)
        for sending in Sending.objects.filter(event=event, agent=None, recipient="requester"):
            [standing] = letters_of(sending.template, case, event)
            expected = render(standing.words, world.authority, sending.recipient)
            assert (standing.name, (sending.subject, sending.text, sending.html)) == (sending.address, expected)
            assert sending.due_at == sending.written_at
            seen += 1
    assert seen > 15


def test_a_standard_letter_is_reworded_and_keeps_its_facts_and_its_link(world: World, office: PostOffice) -> None:
    rule = own_standard("requester/received", by=world.paul)
    draft = Draft(subject="Merci, n° {{ demande.numero }}", title="Merci", body="Nous lisons {{ demande.nature }}.")
    write_rule(rule, draft=draft, by=world.paul)
    lamp = world.report()
    assert subjects(office, ODILE.email) == [f"Merci, n° {lamp.number}"]
    [letter] = office.to(ODILE.email)
    for words in (letter.text, letter.html):
        assert "Nous lisons votre signalement." in plain(words) and lamp.private_key in words
        assert lamp.tracking_code[:4] in words and "Éclairage public" in words, "what the law wants in a receipt"


def test_a_standard_letter_is_switched_off_but_not_those_of_the_law(world: World, office: PostOffice) -> None:
    switch_rule(own_standard("requester/promised", by=world.paul), on=False, by=world.paul)
    promise(world.report(), on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    assert len(subjects(office, ODILE.email)) == 1
    with pytest.raises(Refused, match="R112-11-2"):
        switch_rule(own_standard("requester/received", by=world.paul), on=False, by=world.paul)
    with pytest.raises(Refused):
        own_standard("account/invitation", by=world.paul)


def test_a_danger_is_told_to_the_unit_even_when_arrivals_are_off(world: World, office: PostOffice) -> None:
    switch_rule(own_standard("agents/arrived", by=world.paul), on=False, by=world.paul)
    world.report()
    assert subjects(office, NADIA) == []
    world.report(world.cable)
    assert len(subjects(office, NADIA)) == 1


def test_each_agent_chooses_how_often_within_what_the_town_allows(world: World, office: PostOffice) -> None:
    rule = own_standard("agents/arrived", by=world.paul)
    choose_rhythm("agents/arrived", rhythm=Rhythm.DAILY, by=world.nadia)
    with pytest.raises(Refused):
        choose_rhythm("agents/arrived", rhythm=Rhythm.NEVER, by=world.nadia)
    world.report()
    danger = world.report(world.cable)
    assert subjects(office, NADIA) == [f"Danger : Câble arraché, 12, rue Basse (n° {danger.number})"], "which never waits"
    with move_by(timedelta(days=1)):
        assert len(subjects(office, NADIA)) == 2
    write_rule(rule, draft=Draft(freedom=Freedom.ALL), by=world.paul)
    choose_rhythm("agents/arrived", rhythm=Rhythm.NEVER, by=world.nadia)
    world.report()
    with move_by(timedelta(days=3)):
        assert len(subjects(office, NADIA)) == 2
    write_rule(Rule.objects.get(), draft=Draft(freedom=Freedom.NONE), by=world.paul)
    world.report()
    assert len(subjects(office, NADIA)) == 3


def test_a_rule_that_cannot_work_says_so(world: World) -> None:
    rule = create_rule(a_draft(category=world.pothole, who=frozenset([Who.UNIT_ADDRESS, Who.HEAD])), by=world.paul)
    retire_category(world.pothole, by=MAKER)
    said = plain(" ".join(flaws_of(Rule.objects.get(pk=rule.pk), recipients_of(rule))))
    assert "La catégorie « Nid-de-poule » est retirée" in said
    assert "Des services n’ont pas d’adresse e-mail : Éclairage public, Propreté, Services techniques…" in said
    assert "Des services n’ont pas de chef à prévenir : Accueil" in said
    good = create_rule(a_draft(unit=world.lighting, who=frozenset([Who.HEAD])), by=world.paul)
    assert flaws_of(good, recipients_of(good)) == []


def test_a_preview_says_the_words_and_to_whom_or_why_nobody(world: World, office: PostOffice) -> None:
    lamp = take(world.report(), by=world.karim)
    rule = create_rule(a_draft(who=frozenset([Who.ASSIGNEE, Who.OWNERS]), addresses=(BUILDER,)), by=world.paul)
    shown = preview(rule, recipients_of(rule), lamp, by=world.paul)
    assert shown.told == ["Karim Lefèvre", BUILDER]
    assert [plain(one) for one in shown.nobody] == [
        "les responsables de la catégorie : la catégorie n’a pas de responsable ici"
    ]
    assert shown.subject == f"N° {lamp.number}" and "Lampadaire éteint, 12, rue Basse." in plain(shown.text)
    worker.run_until_idle()
    assert not office.to(BUILDER), "nothing of a preview leaves"


def test_a_trial_goes_to_whoever_writes_the_rule_and_to_nobody_else(world: World, office: PostOffice) -> None:
    lamp = world.report()
    worker.run_until_idle()
    office.empty()
    rule = create_rule(a_draft(addresses=(BUILDER,)), by=world.paul)
    send_trial(rule, recipients=recipients_of(rule), on=lamp, by=world.paul)
    worker.run_until_idle()
    assert [(letter.recipients, plain(letter.subject)) for letter in office.letters] == [
        (["paul@valbourg.test"], f"[Essai] N° {lamp.number}")
    ]


def test_only_whoever_arranges_the_town_writes_rules(world: World) -> None:
    rule = create_rule(a_draft(), by=world.paul)
    for by in (world.nadia, world.helene):
        for act in (
            lambda by=by: create_rule(a_draft(), by=by),
            lambda by=by: write_rule(rule, draft=a_draft(name="Autre"), by=by),
            lambda by=by: switch_rule(rule, on=False, by=by),
            lambda by=by: end_rule(rule, by=by),
            lambda by=by: own_standard("requester/promised", by=by),
            lambda by=by: send_trial(rule, recipients=[], on=world.report(), by=by),
        ):
            with pytest.raises(Forbidden):
                act()


def test_whoever_closes_is_not_told_and_the_rest_are(world: World, office: PostOffice) -> None:
    create_rule(a_draft(occasion=CLOSED, who=frozenset([Who.HEAD, Who.REQUESTER]), subject="Fin"), by=world.paul)
    close(resolve(take(world.report(), by=world.karim), by=world.karim), by=world.nadia)
    worker.run_until_idle()
    assert [letter.recipients for letter in office.letters if letter.subject == "Fin"] == [[ODILE.email]]


def test_the_next_digest_is_the_next_morning_by_the_town_s_clock(world: World) -> None:
    at = datetime(2026, 12, 2, 6, 30, tzinfo=UTC)
    assert next_digest(at, world.authority) == datetime(2026, 12, 2, 7, tzinfo=UTC)
    assert next_digest(at + timedelta(hours=1), world.authority) == datetime(2026, 12, 3, 7, tzinfo=UTC)
