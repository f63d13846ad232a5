"""An operator opens, names, closes and reopens towns; what each of these does, and what it leaves alone."""

import re

import pytest
from django.contrib.auth import user_logged_in
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from parvis.config.environment import Mail
from parvis.directory.identity import Identity
from parvis.directory.installation import administrators_of
from parvis.directory.models import Agent, User
from parvis.directory.operations.authority import create_authority
from parvis.directory.operations.closing import close_town, reopen_town
from parvis.directory.operations.founding import name_administrator
from parvis.directory.operations.hosts import add_host, choose_host
from parvis.kernel import worker
from parvis.kernel.leases import State
from parvis.kernel.models import Authority, Delivery, Event, OtherHost
from parvis.kernel.operations import Forbidden, Refused
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from tests.backoffice.desk import Desk, words_of
from tests.console.seat import Seat
from tests.world import MAKER, World, make_authority, make_world

pytestmark = pytest.mark.django_db
NEW = {
    "commune": "18033",
    "name": "Bourges",
    "host": "bourges.test",
    "mailbox": "accueil@bourges.test",
    "email": "dsi@bourges.test",
}
BY_SMTP = Mail(scheme="smtp", host="127.0.0.1", port=9)


def site(host: str = "valbourg.test") -> Client:
    return Client(headers={"host": host})


def entered(user: User | None) -> None:
    assert user is not None
    user_logged_in.send(User, request=None, user=user)


def test_a_console_without_any_town_says_how_to_begin(db: None) -> None:
    seat = Seat()
    for path in ("/", "/files", "/sante", "/villes/nouvelle"):
        assert seat.get(path).status_code == 200, path
    assert "Aucune ville pour l’instant" in words_of(seat.get("/")).text


def test_a_thousand_towns_cost_no_more_queries_than_one_and_are_found_without_accents(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    seat = Seat()
    for number in range(1_000):
        make_authority(f"Évreux-{number:04d}", f"v{number}.test")
    with django_assert_max_num_queries(14):
        first = words_of(seat.get("/"))
    assert "1 000 villes" in first.text.replace("\u202f", " ").replace("\xa0", " ") or "1000 villes" in first.text
    assert "Évreux-0049" in first.text and "Évreux-0050" not in first.text
    following = next(link for link in first.links if "apres=" in link)
    assert "Évreux-0050" in words_of(seat.get("/" + following)).text
    with django_assert_max_num_queries(16):
        found = words_of(seat.get("/?q=evreux+0777")).text
    assert "v777.test" in found and "1 ville" in found
    assert "Aucune ville" in words_of(seat.get("/?q=girafe")).text


def test_the_console_opens_a_town_and_its_administrator_is_invited(settings: Settings) -> None:
    settings.PARVIS_EMAIL = BY_SMTP
    seat = Seat()
    assert "Bourges" in words_of(seat.get("/villes/nouvelle?q=bourges")).text
    assert 'value="bourges.test"' in seat.get("/villes/nouvelle?commune=18033").content.decode()
    answer = seat.post("/villes/nouvelle", NEW)
    town = Authority.objects.get()
    assert answer["Location"] == f"/villes/{town.pk}" and town.site_url == "http://bourges.test"
    with inside(town):
        first, letter = Agent.objects.get(), Sending.objects.get()
        assert first.is_administrator and not first.is_supervisor
        assert letter.address == "dsi@bourges.test" and "http://bourges.test/agents/compte/nouveau-mot-de-passe/" in letter.text
    page = words_of(seat.get(answer["Location"])).text
    assert "En ouverture" in page and "dsi@bourges.test n’est pas encore venu" in page and "a ouvert la ville" in page


def test_without_mail_the_link_is_shown_once_to_be_given_by_hand() -> None:
    page = Seat().post("/villes/nouvelle", NEW).content.decode()
    link = re.search(r"http://bourges\.test(/agents/compte/nouveau-mot-de-passe/[^<\s]+)", page)
    assert link is not None
    client = site("bourges.test")
    form = client.get(link[1])["Location"]
    assert client.post(form, {"password1": "trois mots bien rangés", "password2": "trois mots bien rangés"}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"host": "valbourg.test"}, "est déjà le site de Valbourg"),
        ({"host": "vieux.test"}, "est déjà le site de Valbourg"),
        ({"host": "console.test"}, "est le site de la console"),
        ({"host": "https://x.fr/"}, "n’est pas un nom de site"),
        ({"host": ""}, "Donnez le nom du site"),
        ({"email": "dsi"}, "n’est pas une adresse e-mail"),
        ({"mailbox": "noreply@bourges.test"}, "n’est lue par personne"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_made(
    world: World, changed: dict[str, str], said: str
) -> None:
    add_host(world.authority, host="vieux.test", by=MAKER)
    answer = Seat().post("/villes/nouvelle", {**NEW, **changed})
    assert answer.status_code == 422 and said in words_of(answer).text
    assert Authority.objects.count() == 1


def test_another_name_leads_to_the_town_and_the_address_can_be_changed(world: World) -> None:
    seat, path = Seat(), f"/villes/{world.authority.pk}/adresses"
    make_world("Autreville", "autreville.test")
    for host, said in (
        ("autreville.test", "déjà le site"),
        ("a b", "n’est pas un nom de site"),
        ("", "Écrivez un nom de site"),
    ):
        refused = seat.post(path, {"acte": "ajouter", "host": host})
        assert refused.status_code == 422 and said in words_of(refused).text
    assert site("mairie.test").get("/").status_code == 404
    seat.post(path, {"acte": "ajouter", "host": "Mairie.test"})
    assert site("mairie.test").get("/suivi?x=1")["Location"] == "http://valbourg.test/suivi?x=1"
    seat.post(path, {"acte": "choisir", "host": "mairie.test"})
    assert site("valbourg.test").get("/")["Location"] == "http://mairie.test/"
    assert site("mairie.test").get("/").status_code == 200
    town = Authority.objects.get(pk=world.authority.pk)
    assert (town.host, town.site_url) == ("mairie.test", "http://mairie.test")
    assert seat.post(path, {"acte": "retirer", "host": "mairie.test"}).status_code == 422, "the address itself stays"
    seat.post(path, {"acte": "retirer", "host": "valbourg.test"})
    assert site("valbourg.test").get("/").status_code == 404 and not OtherHost.objects.exists()


def test_a_port_and_https_stay_when_the_name_changes(world: World) -> None:
    Authority.objects.update(site_url="https://valbourg.test:8443")
    assert choose_host(world.authority, host="mairie.test", by=MAKER).site_url == "https://mairie.test:8443"


def test_the_town_s_administrator_reads_what_the_operator_did(world: World) -> None:
    seat, paul = Seat(), Desk(world.paul)
    seat.post(f"/villes/{world.authority.pk}/adresses", {"acte": "ajouter", "host": "mairie.test"})
    seat.post(f"/villes/{world.authority.pk}/fermeture", {"host": "valbourg.test"})
    seat.post(f"/villes/{world.authority.pk}/reouverture")
    page = words_of(paul.get("/agents/reglages/journal")).text
    for said in ("L’exploitant de la plateforme", "La commune est fermée", "La commune est rouverte", "mairie.test"):
        assert said in page, said
    assert "Lise" not in page


def test_a_town_is_closed_in_two_steps_and_all_its_addresses_say_so(world: World) -> None:
    case = world.report()
    seat, path = Seat(), f"/villes/{world.authority.pk}/fermeture"
    assert "Rien n’est effacé" in words_of(seat.get(path)).text
    assert seat.post(path, {"host": "valbourg"}).status_code == 422
    assert site().get("/").status_code == 200
    assert seat.post(path, {"host": " Valbourg.TEST "}).status_code == 302
    desk = Desk(world.paul)
    asked = [
        "/",
        "/signaler",
        f"/demandes/{case.number}",
        f"/suivi/{case.tracking_code}",
        "/carte",
        "/nulle-part",
        "/demo/courriers",
    ]
    for answer in [*(site().get(one) for one in asked), site().post("/signaler", {"words": "Ici"}), desk.get("/agents/")]:
        page = words_of(answer).text
        assert answer.status_code == 410 and "La mairie n’utilise plus ce service" in page and "mairie@valbourg.test" in page
    assert Client(enforce_csrf_checks=True, headers={"host": "valbourg.test"}).post("/signaler").status_code == 410
    for kept in ("/ui/marque", "/ui/ville-00636d.css"):
        assert site().get(kept).status_code == 200
    assert "Fermée" in words_of(seat.get("/?etat=fermees")).text
    seat.post(f"/villes/{world.authority.pk}/reouverture")
    assert site().get(f"/demandes/{case.number}").status_code in (200, 404) and desk.get("/agents/").status_code == 200


def test_nothing_of_a_closed_town_leaves_and_all_of_it_does_once_it_is_open_again(world: World) -> None:
    other = make_world("Autreville", "autreville.test")
    world.report()
    close_town(world.authority, by=MAKER)
    with inside(other.authority):
        other.report()
    worker.run_until_idle()
    assert not Delivery.objects.exclude(state=State.PENDING).exists() and not Sending.objects.exists()
    with inside(other.authority):
        assert Sending.objects.filter(state=State.DONE).count() == 2
    reopen_town(world.authority, by=MAKER)
    worker.run_until_idle()
    assert Sending.objects.filter(state=State.DONE).count() == 2


def test_a_letter_claimed_before_the_town_closed_is_given_back_unharmed(world: World) -> None:
    from parvis.kernel import deliveries, leases
    from parvis.notifications import pump

    world.report()
    while deliveries.deliver():
        pass
    claimed = leases.claim(Sending.objects.all())
    assert len(claimed) == 2
    close_town(world.authority, by=MAKER)
    for sending in claimed:
        pump._hand_over(sending)
    assert [(row.state, row.lease, row.claims) for row in Sending.objects.all()] == [(State.PENDING, None, 0)] * 2
    reopen_town(world.authority, by=MAKER)
    worker.run_until_idle()
    assert Sending.objects.filter(state=State.DONE).count() == 2


def test_closing_twice_is_closing_once(world: World) -> None:
    for _ in range(2):
        close_town(world.authority, by=MAKER)
    assert Event.objects.filter(kind="authority.closed").count() == 1
    for _ in range(2):
        reopen_town(world.authority, by=MAKER)
    assert Event.objects.filter(kind="authority.reopened").count() == 1


def test_a_town_s_own_administrator_runs_no_town(world: World) -> None:
    for act in (close_town, reopen_town):
        with pytest.raises(Forbidden):
            act(world.authority, by=world.paul)
    with pytest.raises(Forbidden):
        add_host(world.authority, host="x.test", by=world.paul)


def test_an_operator_names_the_first_administrator_and_no_other(world: World) -> None:
    """Else they would name themselves, and read what is not theirs to read."""
    seat = Seat()
    entered(world.paul.user)
    refused = seat.post(f"/villes/{world.authority.pk}/invitation", {"email": "lise@exploitant.test"})
    assert refused.status_code == 422 and "administre déjà cette ville" in words_of(refused).text
    assert "paul" not in words_of(seat.get(f"/villes/{world.authority.pk}")).text.lower()
    with pytest.raises(Refused):
        name_administrator(email="lise@exploitant.test", by=seat.operator)


def test_a_wrong_address_is_replaced_and_the_first_one_opens_nothing(db: None) -> None:
    seat = Seat()
    seat.post("/villes/nouvelle", {**NEW, "email": "dis@bourges.test"})
    town = Authority.objects.get()
    assert administrators_of(town).waiting == "dis@bourges.test"
    assert seat.post(f"/villes/{town.pk}/invitation", {"email": "dsi@bourges.test"}).status_code == 200
    assert seat.post(f"/villes/{town.pk}/invitation", {"email": "dsi@bourges.test"}).status_code == 200
    assert administrators_of(town).waiting == "dsi@bourges.test" and administrators_of(town).number == 1
    with inside(town):
        assert not Agent.objects.get(email="dis@bourges.test").is_in_post


def test_a_town_made_under_a_name_that_only_leads_to_another_is_refused(world: World) -> None:
    add_host(world.authority, host="vieux.test", by=MAKER)
    with pytest.raises(Refused):
        create_authority(
            Identity(name="B", insee_code="18033", host="vieux.test", site_url="http://vieux.test", mailbox="a@b.fr"), by=MAKER
        )


def test_there_is_no_page_of_a_town_that_is_not_there(db: None) -> None:
    seat = Seat()
    for path in ("/villes/99", "/villes/99/fermeture", "/villes/99999999999999999999"):
        assert seat.get(path).status_code == 404
