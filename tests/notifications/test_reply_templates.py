"""Words that agents take up: who writes them, on which cases they are offered, and what they become there."""

from datetime import timedelta

import pytest

from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.promise import promise
from parvis.directory.models import Unit
from parvis.directory.operations.units import create_unit
from parvis.kernel import clock, worker
from parvis.kernel.events import fact_of, history
from parvis.kernel.operations import Forbidden, Refused, Stale
from parvis.notifications.events import ReplyTemplateEnded, ReplyTemplateWritten
from parvis.notifications.models import ReplyTemplate, ReplyUse
from parvis.notifications.operations.reply_templates import (
    Wording,
    create_reply_template,
    end_reply_template,
    write_reply_template,
)
from parvis.notifications.reply_templates import filled, offered
from parvis.ui.words import full_day
from tests.house.test_discretion import contractor
from tests.world import MAKER, World, make_world

PART = Wording(name="Pièce commandée", body="La pièce est commandée pour {{ demande.numero }}.")


def names(world: World, use: str = ReplyUse.REPLY) -> list[str]:
    return [one.name for one in offered(world.report(), use)]


def test_the_head_writes_for_the_unit_and_below_and_the_administrator_for_the_town(world: World) -> None:
    night = create_unit("De nuit", under=world.lighting, by=MAKER)
    for unit in (world.lighting, night):
        create_reply_template(Wording(name="Ici", body="Ici.", unit=unit), by=world.nadia)
    others: list[Unit | None] = [world.roads, world.technical, None]
    for elsewhere in others:
        with pytest.raises(Forbidden):
            create_reply_template(Wording(name="Ailleurs", body="x", unit=elsewhere), by=world.nadia)
    with pytest.raises(Forbidden):
        create_reply_template(Wording(name="Ici bas", body="x", unit=world.lighting), by=world.karim)
    create_reply_template(PART, by=world.paul)


def test_nobody_takes_words_from_a_unit_that_they_do_not_run_nor_gives_them_to_one(world: World) -> None:
    ours = create_reply_template(Wording(name="À nous", body="x", unit=world.lighting), by=world.nadia)
    theirs = create_reply_template(Wording(name="À eux", body="x", unit=world.roads), by=world.claire)
    for template, unit in ((ours, world.roads), (ours, None), (theirs, world.lighting)):
        with pytest.raises(Forbidden):
            write_reply_template(template, wording=Wording(name="Pris", body="x", unit=unit), by=world.nadia)
    with pytest.raises(Forbidden):
        end_reply_template(theirs, by=world.nadia)


def test_words_are_offered_by_unit_category_and_use(world: World) -> None:
    night = create_unit("De nuit", under=world.lighting, by=MAKER)
    for wording in (
        Wording(name="de la commune", body="x"),
        Wording(name="du service", body="x", unit=world.lighting),
        Wording(name="d’au-dessus", body="x", unit=world.technical),
        Wording(name="d’en dessous", body="x", unit=night),
        Wording(name="d’à côté", body="x", unit=world.roads),
        Wording(name="du thème", body="x", category=world.lamp.parent),
        Wording(name="d’une autre catégorie", body="x", category=world.pothole),
        Wording(name="pour répondre", body="x", use=ReplyUse.REPLY),
        Wording(name="pour finir", body="x", use=ReplyUse.RESOLVE),
    ):
        create_reply_template(wording, by=MAKER)
    assert names(world) == ["de la commune", "du service", "du thème", "d’au-dessus", "pour répondre"]
    assert "pour finir" in names(world, ReplyUse.RESOLVE) and "pour répondre" not in names(world, ReplyUse.RESOLVE)


def test_the_words_become_those_of_the_case(world: World) -> None:
    case = promise(take(world.report(), by=world.karim), on=clock.today(world.authority) + timedelta(days=9), by=world.karim)
    body = "{% if demande.date_annoncee %}Avant le {{ demande.date_annoncee }}.{% endif %} {{ service.nom }}, {{ demande.ou }}"
    assert case.estimated_on is not None
    told = filled(body, case, by=world.karim)
    assert told == f"Avant le {full_day(case.estimated_on)}. Éclairage public, {case.address}"


def test_whoever_may_not_know_who_asked_inserts_no_key_and_no_name(world: World) -> None:
    case = world.report(words="Chez Mme Garnier.")
    body = "{{ demande.lien }} {{ demande.code_de_suivi }} {{ demande.numero }}"
    assert case.tracking_code and case.private_key in filled(body, case, by=world.karim)
    yann = contractor(world)
    case = assign(case, to=yann, by=world.nadia)
    seen = filled(body, case, by=yann)
    assert seen == case.number


@pytest.mark.parametrize(
    ("wording", "where"),
    [
        (Wording(name=" ", body="x"), "name"),
        (Wording(name="x" * 81, body="x"), "name"),
        (Wording(name="pièce commandée", body="x"), "name"),
        (Wording(name="A", body="  "), "body"),
        (Wording(name="A", body="{{ demande.demandeur }}"), "body"),
        (Wording(name="A", body="{{ evenement.auteur }}"), "body"),
        (Wording(name="A", body="{% for x in y %}"), "body"),
        (Wording(name="A", body="x" * 5001), "body"),
        (Wording(name="A", body="x", use="close"), "use"),
    ],
)
def test_words_that_could_not_serve_are_refused(world: World, wording: Wording, where: str) -> None:
    create_reply_template(PART, by=MAKER)
    with pytest.raises(Refused) as refused:
        create_reply_template(wording, by=MAKER)
    assert refused.value.field == where and ReplyTemplate.objects.count() == 1


def test_another_town_s_unit_or_category_is_an_attack(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    for wording in (Wording(name="A", body="x", unit=other.lighting), Wording(name="A", body="x", category=other.lamp)):
        with pytest.raises(Forbidden):
            create_reply_template(wording, by=MAKER)


def test_the_history_says_what_it_was_and_what_it_is(world: World) -> None:
    template = create_reply_template(PART, by=world.paul)
    old = ReplyTemplate.objects.get(pk=template.pk)
    write_reply_template(template, wording=PART, by=world.paul)
    template = write_reply_template(template, wording=Wording(name=PART.name, body="Merci.", unit=world.roads), by=world.paul)
    with pytest.raises(Stale):
        write_reply_template(old, wording=PART, by=world.paul)
    end_reply_template(template, by=world.paul)
    assert [fact_of(event) for event in history(template)][1:] == [
        ReplyTemplateWritten(before={"body": PART.body, "unit": ""}, after={"body": "Merci.", "unit": "Voirie"}),
        ReplyTemplateEnded(),
    ]
    assert names(world) == []


def test_the_words_of_a_dissolved_unit_go_to_the_one_that_inherits(world: World) -> None:
    """Even where that one is dissolved in its turn before anything is told, and where it has words of that name."""
    night, late = (create_unit(name, under=world.technical, by=MAKER) for name in ("De nuit", "Du soir"))
    for unit, body in ((night, "La nuit."), (world.lighting, "Le jour.")):
        create_reply_template(Wording(name="Réparé", body=body, unit=unit), by=MAKER)
    dissolve(Unit.objects.get(pk=night.pk), into=late, by=MAKER)
    dissolve(Unit.objects.get(pk=late.pk), into=world.lighting, by=MAKER)
    worker.run_until_idle()
    worker.run_until_idle()
    bodies = {one.name: one.body for one in offered(world.report(), ReplyUse.REPLY)}
    assert bodies == {"Réparé": "Le jour.", "Réparé (De nuit)": "La nuit."}
    [event] = history(ReplyTemplate.objects.get(body="La nuit.")).filter(actor_kind="system", kind="reply_template.written")[1:]
    fact = fact_of(event)
    assert isinstance(fact, ReplyTemplateWritten)
    assert fact.after == {"name": "Réparé (De nuit)", "unit": "Éclairage public"} and fact.before is not None
