"""A configuration in a file, by the page and by the command: told first, then brought; stopped, killed, refused."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from parvis.carrying.compare import compare
from parvis.carrying.document import export, read
from parvis.carrying.models import Carriage, State
from parvis.carrying.operations.carry import BATCH, carry_on
from parvis.carrying.steps import take_all
from parvis.cases.models import Category, RoutingRule
from parvis.cases.operations.configure import create_category, set_rule
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.dissolve import dissolve
from parvis.directory.models import Agent, Membership, Unit
from parvis.directory.operations.providers import describe_provider
from parvis.directory.operations.units import create_unit, describe_unit
from parvis.kernel import clock, worker
from parvis.kernel.actors import System
from parvis.kernel.events import history
from parvis.kernel.models import Event
from parvis.kernel.tenancy import inside
from tests.backoffice.desk import Desk, Words, words_of
from tests.inbound.typing_in import type_in
from tests.words import plain
from tests.world import MAKER, World, make_world

HOME = "/agents/configuration"


@pytest.fixture
def paul(world: World) -> Desk:
    return Desk(world.paul)


def sent(text: str, name: str = "valbourg.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def tried(desk: Desk, text: str) -> tuple[str, Words]:
    answer = desk.post(HOME, {"file": sent(text)})
    assert answer.status_code == 302, words_of(answer).text
    return answer["Location"], words_of(desk.get(answer["Location"]))


def here(*, with_people: bool = False) -> str:
    return export(with_people=with_people)


def head(text: str) -> str:
    return "parvis:\n  format: '1'\n" + text


def test_the_file_is_downloaded_and_its_own_town_has_nothing_to_change(world: World, paul: Desk) -> None:
    answer = paul.get(f"{HOME}/fichier?personnes=1")
    text = answer.content.decode()
    assert f"configuration-valbourg-{clock.today(world.authority)}.yaml" in answer["Content-Disposition"]
    assert "Nid-de-poule" in text and world.nadia.email in text
    assert world.nadia.email not in paul.get(f"{HOME}/fichier").content.decode()
    _where, page = tried(paul, text)
    assert "Rien à changer" in page.text and "empreinte" not in page.hidden


def test_the_differences_are_told_in_words_then_brought_by_whoever_imports(world: World, paul: Desk) -> None:
    text = here().replace("- nom: Nid-de-poule\n", "- nom: Nid-de-poule\n  reouverture_jours: 15\n")
    text = text.replace("- nom: Banc cassé\n", "- nom: Banc public cassé\n")
    where, page = tried(paul, text)
    assert "Rue et espaces publics › Nid-de-poule : délai pour rouvrir, en jours : 30 → 15" in page.text
    assert "Rue et espaces publics › Banc public cassé" in page.text
    assert "1 seulement ici, laissé tel quel Rue et espaces publics › Banc cassé" in page.text
    assert Category.objects.get(name="Nid-de-poule").reopening_days == 30, "nothing changes before"
    assert paul.post(where, page.hidden).status_code == 302
    assert "L’import est en cours" in words_of(paul.get(where)).text
    worker.run_until_idle()
    assert "C’est importé" in words_of(paul.get(where)).text
    pothole = Category.objects.get(name="Nid-de-poule")
    assert pothole.reopening_days == 15 and history(pothole).reverse()[0].actor_id == world.paul.pk
    assert Category.objects.get(name="Banc cassé").ended_on is None
    assert "Une configuration est importée d’un fichier" in words_of(paul.get("/agents/reglages/journal")).text
    _again, page = tried(paul, text)
    assert "Rien à changer" in page.text


def test_the_town_may_be_made_the_same_as_the_file(world: World, paul: Desk) -> None:
    text = here()
    create_category("De trop", under=Category.objects.get(name="Rue et espaces publics"), by=MAKER)
    where, page = tried(paul, text)
    assert "Rien à changer" in page.text and "laissé tel quel Rue et espaces publics › De trop" in page.text
    page = words_of(paul.get(f"{where}?identique=1"))
    assert "1 seulement ici, retiré" in page.text
    paul.post(where, page.hidden)
    worker.run_until_idle()
    assert Category.objects.get(name="De trop").ended_on is not None


def test_what_changed_since_it_was_shown_is_shown_again(world: World, paul: Desk) -> None:
    where, page = tried(paul, here().replace("- nom: Nid-de-poule\n", "- nom: Nid-de-poule\n  danger: oui\n"))
    describe_category(Category.objects.get(name="Nid-de-poule"), said={"reopening_days": 7}, by=MAKER)
    answer = paul.post(where, page.hidden)
    assert answer.status_code == 409
    text = words_of(answer).text
    assert "La configuration a changé depuis" in text and "en jours : 7 → 30" in text
    assert Category.objects.get(name="Nid-de-poule").is_danger is False
    assert paul.post(where, words_of(answer).hidden).status_code == 302


def test_what_cannot_be_brought_is_said_with_its_reason_and_the_rest_is_done(world: World, paul: Desk) -> None:
    dissolve(Unit.objects.get(name="Propreté"), into=world.reception, by=MAKER)
    text = head(
        "personnes: oui\nservices:\n- nom: Propreté\n  sous: Services techniques\n- nom: Cimetières\n"
        "categories:\n- nom: Tombe\n  service: Cimetière\n- nom: Allée\n  service: Cimetières\n"
        "aiguillages:\n- categorie: Allée\n  service: Cimetières\n  agent: partie@ailleurs.fr\n"
        "personnes:\n- personne: partie@ailleurs.fr\n  superviseur: oui\n"
        "fournisseurs_identite:\n- nom: ProConnect\n  emetteur: https://p.fr\n  client: x\n"
    ).replace("personnes: oui\nservices", "  personnes: oui\nservices", 1)
    where, page = tried(paul, text)
    assert "Services techniques › Propreté : ce service a été supprimé ici le" in page.text
    assert "Tombe : service : « Cimetière » n’existe ni ici ni dans ce fichier" in page.text
    assert "partie@ailleurs.fr n’existe pas ici : c’est laissé de côté" in page.text
    assert "partie@ailleurs.fr : cette personne n’existe pas ici" in page.text
    assert "ProConnect : le fichier ne contient aucun secret" in page.text
    paul.post(where, page.hidden)
    worker.run_until_idle()
    assert RoutingRule.objects.get(category__name="Allée").unit.name == "Cimetières"
    assert not Category.objects.filter(name="Tombe").exists()


def test_what_an_operation_refuses_is_told_at_the_end(world: World, paul: Desk) -> None:
    where, page = tried(paul, head("categories:\n- nom: Neige\n  saison_du: 31-31\n  saison_au: 01-01\n- nom: Boue\n"))
    paul.post(where, page.hidden)
    worker.run_until_idle()
    text = words_of(paul.get(where)).text
    assert "C’est importé, sauf ceci" in text and "Neige : Écrivez le jour et le mois, comme 15/11." in text
    assert Category.objects.filter(name="Boue").exists() and not Category.objects.filter(name="Neige").exists()


def test_a_way_in_that_is_there_is_arranged_and_keeps_its_secret(world: World) -> None:
    said: dict[str, str | bool] = {
        "label": "Keycloak", "issuer": "https://k.fr", "client_id": "p", "is_proconnect": False, "trusts_emails": False,
        "sirets": "", "is_offered": True,
    }  # fmt: skip
    provider = describe_provider(None, said=said, secret="très-secret", by=MAKER)
    text = here()
    assert "Keycloak" in text and "secret:" not in text and provider.sealed_secret not in text and "très-secret" not in text
    found = compare(read(text.replace("nom: Keycloak", "nom: Annuaire").encode()))
    assert take_all(found.steps, by=MAKER) == []
    before = provider.sealed_secret
    provider.refresh_from_db()
    assert provider.label == "Annuaire" and provider.sealed_secret == before


def test_a_unit_put_elsewhere_is_moved_with_what_is_below_it(world: World) -> None:
    text = head("services:\n- nom: Voirie\n  sous: Éclairage public\n- nom: Éclairage public\n")
    found = compare(read(text.encode()))
    assert [step.was for step in found.steps] == ["Services techniques › Voirie", "Services techniques › Éclairage public"]
    text = head("services:\n- nom: Éclairage public\n- nom: Voirie\n  sous: Éclairage public\n")
    assert take_all(compare(read(text.encode())).steps, by=MAKER) == []
    assert Unit.objects.get(name="Voirie").parent == Unit.objects.get(name="Éclairage public", parent=world.reception)
    assert compare(read(text.encode())).is_nothing


def test_a_file_without_people_leaves_whom_a_route_designates(world: World) -> None:
    bench = Category.objects.get(name="Banc cassé")
    set_rule(bench, to=world.lighting, agent=world.karim, by=MAKER)
    text = here()
    assert compare(read(text.encode()), is_whole=True).is_nothing
    posts = Membership.objects.count()
    more = "- categorie: Rue et espaces publics\n  service: Services techniques › Propreté\n"
    text = text.replace("aiguillages:\n", f"aiguillages:\n{more}")
    assert take_all(compare(read(text.encode()), is_whole=True).steps, by=MAKER) == []
    assert RoutingRule.objects.get(category=bench, district=None).agent == world.karim
    assert Membership.objects.count() == posts


def test_an_import_is_stopped_and_goes_on(world: World, paul: Desk) -> None:
    names = [f"Équipe {number:03}" for number in range(2 * BATCH)]
    where, page = tried(paul, head("services:\n" + "".join(f"- nom: {name}\n" for name in names)))
    paul.post(where, page.hidden)
    carriage = Carriage.objects.get()
    carry_on(carriage, by=System("worker"))
    paul.post(where, {"arreter": "1"})
    worker.run_until_idle()
    assert Unit.objects.filter(name__startswith="Équipe").count() == BATCH
    text = words_of(paul.get(where)).text
    assert "L’import est arrêté" in text and f"{BATCH} sur {2 * BATCH}." in text
    paul.post(where, {"reprendre": "1"})
    worker.run_until_idle()
    assert Unit.objects.filter(name__startswith="Équipe").count() == 2 * BATCH


def test_a_worker_killed_within_some_steps_does_them_again_to_the_same_end(world: World, paul: Desk) -> None:
    text = head("".join(["services:\n", *(f"- nom: Équipe {n}\n" for n in range(BATCH)), "categories:\n- nom: Fin\n"]))
    where, page = tried(paul, text)
    paul.post(where, page.hidden)
    carriage = Carriage.objects.get()
    with transaction.atomic():
        carry_on(carriage, by=System("worker"))
        transaction.set_rollback(True)  # all that a kill leaves of a transaction
    take_all(compare(read(text.encode())).steps[:3], by=MAKER)  # and somebody makes some of it by hand meanwhile
    worker.run_until_idle()
    carriage.refresh_from_db()
    assert (carriage.state, carriage.refused) == (State.DONE, [])
    assert Unit.objects.filter(name__startswith="Équipe").count() == BATCH
    assert compare(read(text.encode())).is_nothing


def test_two_files_are_not_brought_at_once(world: World, paul: Desk) -> None:
    first, page = tried(paul, head("services:\n- nom: Un\n"))
    second, other = tried(paul, head("services:\n- nom: Deux\n"))
    paul.post(first, page.hidden)
    assert "Un autre fichier est en cours d’import" in words_of(paul.post(second, other.hidden)).text
    paul.post(first, {"arreter": "1"})
    paul.post(second, other.hidden)
    paul.post(first, {"reprendre": "1"})
    assert "Un autre fichier est en cours d’import" in words_of(paul.get(first)).text
    assert [one.state for one in Carriage.objects.order_by("pk")] == [State.STOPPED, State.RUNNING]


def test_whoever_does_not_arrange_the_town_sees_nothing_of_it(world: World, paul: Desk) -> None:
    where, page = tried(paul, head("services:\n- nom: Un\n"))
    for desk in (Desk(world.nadia), Desk(world.helene)):
        for path in (HOME, f"{HOME}/fichier", where):
            assert desk.get(path).status_code == 403
        assert desk.post(where, page.hidden).status_code == 403
    other = make_world("Ailleurs", "ailleurs.test")
    assert Desk(other.paul, "ailleurs.test").get(where).status_code == 404


def test_an_administrator_who_is_one_no_more_brings_nothing_more(world: World, paul: Desk) -> None:
    where, page = tried(paul, head("services:\n- nom: Un\n"))
    paul.post(where, page.hidden)
    Agent.objects.filter(pk=world.paul.pk).update(is_administrator=False)
    worker.run_until_idle()
    assert not Unit.objects.filter(name="Un").exists()
    assert Carriage.objects.get().refused[0]["why"] == "cela ne vous est pas permis"


def test_the_command_exports_tries_imports_and_has_nothing_more_to_do(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "valbourg.yaml"
    with inside(world.authority):
        assert type_in(capsys, "configuration", "export", str(file)).status == 0
        describe_unit(Unit.objects.get(name="Voirie"), said={"phone": "02 48 00 00 09"}, by=MAKER)
        dry = type_in(capsys, "configuration", "import", "--dry-run", str(file))
        assert "≠ Services techniques › Voirie : téléphone : 02 48 00 00 09 → (vide)" in plain(dry.said)
        assert Unit.objects.get(name="Voirie").phone == "02 48 00 00 09"
        assert type_in(capsys, "configuration", "import", str(file)).status == 0
        assert Unit.objects.get(name="Voirie").phone == ""
        events = Event.objects.count()
        assert "Rien à changer." in type_in(capsys, "configuration", "import", str(file)).said
        assert Event.objects.count() == events


def test_a_name_taken_elsewhere_in_the_tree_is_another_unit(world: World) -> None:
    create_unit("Voirie", under=world.reception, by=MAKER)
    assert compare(read(here().encode())).is_nothing


def test_the_order_of_the_file_is_brought_without_naming_what_only_the_town_has(world: World) -> None:
    theme = Category.objects.get(name="Rue et espaces publics")
    wanted = ("Nid-de-poule", "Lampadaire éteint", "Câble arraché")
    rows = "".join(f"- nom: {name}\n  sous: {theme.name}\n  rang: {rank}\n" for rank, name in enumerate(wanted, 1))
    file = read(head("categories:\n" + rows).encode())
    assert file.rows["categories"][0]["rang"] == 1
    found = compare(file)
    assert any("un autre ordre" in one.words for section in found.sections for one in section.differences)
    take_all(found.steps, by=MAKER)
    names = list(Category.objects.filter(parent=theme).order_by("position", "name").values_list("name", flat=True))
    assert tuple(names[:3]) == wanted and names[3:] == ["Banc cassé"]
    assert not any("un autre ordre" in one.words for section in compare(file).sections for one in section.differences)
