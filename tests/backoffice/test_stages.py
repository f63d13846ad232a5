"""Réglages, Étapes: the administrator makes them, a category goes by them, an agent moves a case and the requester reads it."""

import pytest
from django.test import Client

from parvis.cases.models import Case, Category, Outcome, Stage, StageSet, Status
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.retire_category import retire_category
from parvis.kernel import worker
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, words_of
from tests.backoffice.test_categories import described, fresh, path_of
from tests.stages import roads_stages
from tests.world import MAKER, World

LIST = "/agents/etapes"


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def path(stage: Stage, noun: str = "") -> str:
    return f"{LIST}/{stage.stage_set_id}/{stage.pk}{noun}"


def test_an_administrator_makes_stages_and_the_requester_reads_them(world: World, paul: Desk) -> None:
    page = words_of(paul.get(LIST))
    assert "Pas encore d’étape" in page.text and "Devis demandé" in page.text
    stages = paul.post(LIST, {"name": "Éclairage"})["Location"]
    for name, public in (("Nacelle réservée", "Une nacelle est réservée"), ("Devis demandé", "Devis demandé")):
        form = words_of(paul.get(f"{stages}/nouvelle"))
        typed = {
            "name": name,
            "public_name": public,
            "end": "open",
            "message": "Nous venons.",
            "version": form.hidden["version"],
        }
        assert paul.post(f"{stages}/nouvelle", {**typed, "at": "0", "version": form.hidden["version"]}).status_code == 302
    assert [one.name for one in Stage.objects.order_by("position")] == ["Devis demandé", "Nacelle réservée"]
    chosen = str(StageSet.objects.get().pk)
    form = words_of(paul.get(path_of(world.lamp)))
    assert paul.post(path_of(world.lamp), described(form, world.lamp, stages=chosen)).status_code == 302
    text = words_of(paul.get(path_of(world.lamp))).text
    assert "Étapes : (aucun) devient Éclairage" in text
    lamp, karim = world.report(fresh(world.lamp)), Desk(world.karim)
    [link] = [one for one in karim.card(lamp).links if f"to={Stage.objects.get(name='Nacelle réservée').pk}" in one]
    act = words_of(karim.get(link))
    assert act.written["text"] == "Nous venons."
    assert karim.do(lamp, "etape", to=act.hidden["to"], text="Nous venons mardi.").status_code == 302
    worker.run_until_idle()
    assert "Nous venons mardi." in Sending.objects.get(template="requester/moved").text
    mine = words_of(Client(headers={"host": "valbourg.test"}).get(f"/ma-demande/{lamp.private_key}")).text
    assert "Une nacelle est réservée" in mine and "Nous venons mardi." in mine
    journal = words_of(paul.get("/agents/reglages/journal")).text
    assert "Éclairage" in journal and "Étape ajoutée : Nacelle réservée" in journal


@pytest.mark.parametrize(("example", "name", "end"), [("voirie", "Voirie", Outcome.DONE), ("idees", "Idées", Outcome.NOT_KEPT)])
def test_an_example_is_made_by_one_button_once(world: World, paul: Desk, example: str, name: str, end: str) -> None:
    made = [paul.post(LIST, {"exemple": example})["Location"] for _time in range(2)]
    assert made == [f"{LIST}/{StageSet.objects.get(name=name).pk}"] * 2
    assert Stage.objects.filter(stage_set__name=name, outcome=end).count() == 1
    assert name in words_of(paul.get(LIST)).text
    assert "Aucune catégorie ne le suit" in words_of(paul.get(made[0])).text


def test_only_administrators_arrange_them_and_only_their_town_s(world: World, paul: Desk) -> None:
    quote = roads_stages(world.lamp)["Devis demandé"]
    for address in (
        LIST,
        f"{LIST}/{quote.stage_set_id}",
        f"{LIST}/{quote.stage_set_id}/nouvelle",
        path(quote),
        path(quote, "/retrait"),
    ):
        assert Desk(world.nadia).get(address).status_code == 403
    assert "/agents/etapes" not in words_of(Desk(world.nadia).get("/agents/services")).links
    assert paul.get(f"{LIST}/0").status_code == 404 and paul.get(f"{LIST}/{quote.stage_set_id}/0").status_code == 404


def test_what_is_wrong_is_said_beside_its_field_and_a_colleague_s_change_is_shown(world: World, paul: Desk) -> None:
    quote = roads_stages(world.lamp)["Devis demandé"]
    form = words_of(paul.get(path(quote)))
    typed = {"name": "Devis", "public_name": "", "end": "open", "message": "Bonjour.", "version": form.hidden["version"]}
    answer = paul.post(path(quote), typed)
    assert answer.status_code == 422 and "Écrivez ce que lit le demandeur" in words_of(answer).text
    assert paul.post(LIST, {"name": "voirie"}).status_code == 422
    renamed = {"name": "Voirie et réseaux", "version": form.hidden["version"]}
    assert paul.post(f"{LIST}/{quote.stage_set_id}", renamed).status_code == 302
    answer = paul.post(path(quote), {**typed, "public_name": "Devis"})
    page = words_of(answer)
    assert answer.status_code == 409 and "Voirie et réseaux" in page.text and page.written["name"] == "Devis"
    assert paul.post(path(quote), {**typed, "public_name": "Devis", "version": page.hidden["version"]}).status_code == 302
    text = words_of(paul.get(f"{LIST}/{quote.stage_set_id}")).text
    assert "nom : Devis demandé devient Devis" in text and "Nom : Voirie devient Voirie et réseaux" in text


def test_a_stage_is_retired_and_its_open_cases_go_where_it_is_said(world: World, paul: Desk) -> None:
    made = roads_stages(world.lamp)
    quote, planned = made["Devis demandé"], made["Intervention programmée"]
    lamp = move_to_stage(world.report(), to=quote, by=world.karim)
    page = words_of(paul.get(path(quote, "/retrait")))
    assert "Demandes en cours : 1" in page.text and "vont à « Intervention programmée »" in page.text
    assert "Photo demandée" not in page.text
    retired = {"version": page.hidden["version"], "into": str(planned.pk)}
    assert paul.post(path(quote, "/retrait"), retired).status_code == 302
    assert Case.objects.get(pk=lamp.pk).stage == planned and lamp.status == Status.OPEN
    text = words_of(paul.get(f"{LIST}/{quote.stage_set_id}")).text
    assert "Étapes retirées 1" in text and "ses demandes vont à : Intervention programmée" in text
    assert paul.get(path(quote)).status_code == 404


def test_a_retired_category_keeps_its_stages(world: World, paul: Desk) -> None:
    roads_stages(world.lamp)
    retire_category(Category.objects.get(pk=world.lamp.pk), by=MAKER)
    assert fresh(world.lamp).stages is not None
