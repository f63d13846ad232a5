"""axe finds nothing on any page: every address is walked by those who may see it, by day and by night, and every form of
their pages is sent empty. An address or a template that nobody was shown fails: no page is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from playwright.sync_api import Browser

import parvis
from parvis.cases.models import Case, Category, StageSet
from parvis.cases.operations.configure import name_owner
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.retire_category import retire_category
from parvis.cases.operations.retire_stage import retire_stage
from parvis.cases.readings.photos import photos_of
from parvis.directory import pages
from parvis.directory.models import Agent, OidcProvider, PageSlug
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.operations.posts import post
from parvis.directory.operations.providers import describe_provider
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.models import Authority
from parvis.places.geojson import read_sheet
from parvis.places.location import ground
from parvis.places.operations.files import keep_file
from parvis.places.operations.import_zoning import import_zoning
from parvis.places.outlines import Outline
from parvis.portal.limits import WRONG_CODES
from parvis.ui import views
from tests.documents.pictures import photo
from tests.house.addresses import Address, walk
from tests.house.arranging import ask, say_again, tell_of_rules
from tests.house.carried import carry
from tests.house.lived import Lived, live
from tests.house.no_pages import NO_PAGE, PIECES
from tests.house.practising import practise
from tests.house.walking import Walk
from tests.oidc_provider import SECRET, oidc_provider
from tests.places.sheets import a_file
from tests.portal.reader import a_report
from tests.portal.test_story_hands import NO_WEBGL
from tests.viewer import HOST, Viewer
from tests.world import CENTRE, MAKER, World, square

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]

OF_SCRIPTS = {"portal/map_card.html"}
OF_EACH_CASE = {"case", "mine", "tracked"}
PEOPLE = ["nadia", "karim", "helene", "paul", "theo"]
VIEWS = ["toutes", "urgent", "a-prendre", "a-moi", "mon-service", "en-attente", "a-cloturer", "a-relire", "archives"]
EMPTY = {
    "portal": ["/", "/demandes", "/carte", "/signaler", "/demo/courriers"],
    "desk": ["/agents/", "/agents/demandes", "/agents/file-d-attente", "/agents/affiches", "/agents/groupes"],
}


@pytest.fixture
def way(world: World, chromium: Browser) -> Iterator[Walk]:
    """Through the small town as a demonstration's, which has all pages."""
    Authority.objects.filter(pk=world.authority.pk).update(is_demo=True, host=HOST)
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce", service_workers="block")
    # A map that draws itself is judged where one waits for it, in the stories of the map; here pages do without.
    context.add_init_script(NO_WEBGL)
    yield Walk(Viewer(context.new_page()), world)
    context.close()


def test_axe_finds_nothing_on_any_page_of_the_portal(way: Walk) -> None:
    for path in EMPTY["portal"]:
        assert way.get("", path), path
    lived = live(way.world)
    walk_all(way, lived, [one for one in walk() if not is_of_the_desk(one)])
    look_for(way, lived)
    report(way, lived)
    are_refused(way, lived)
    judge(way, "portal", "demo")


def test_axe_finds_nothing_on_any_page_of_the_desk(way: Walk) -> None:
    for path in EMPTY["desk"]:
        assert way.get("paul", path), path
        way.get("nadia", path)
    lived = live(way.world)
    connect(way, "http://127.0.0.1:9", label="Métropole")
    walk_all(way, lived, [one for one in walk() if is_of_the_desk(one)])
    for view in VIEWS:
        assert way.get("nadia", f"/agents/demandes?vue={view}")
    assert way.get("nadia", "/agents/demandes?q=zeppelin")
    come_between(way, lived)
    arrange(way)
    sign_in(way, lived)
    be_vouched_for(way)
    judge(way, "backoffice")


def is_of_the_desk(address: Address) -> bool:
    return address.route.startswith("agents/")


def walk_all(way: Walk, lived: Lived, addresses: list[Address]) -> None:
    """Each address for each person it may concern, and for cases of all sorts."""
    without = []
    for address in addresses:
        people = PEOPLE if not address.is_public else ["", "nadia"] if is_of_the_desk(address) else [""]
        found = [is_shown(way, lived, address, who) for who in people if address.name not in PIECES]
        if any(found) != (address.name not in {*NO_PAGE, *PIECES}):
            without.append(address.route)
    assert not without, "no page was found there, or one was found where none was said to be"


def is_shown(way: Walk, lived: Lived, address: Address, who: str) -> bool:
    """Every case where it is itself the page; elsewhere the first that has such a page."""
    paths = dict.fromkeys(lived.path(address, case) for case in lived.cases.values())
    is_rare = "question" in address.parts  # that few categories ask
    found = (way.get(who, path) for path in (paths if who in ("", "nadia") or is_rare else list(paths)[:1]))
    return any(list(found)) if address.name in OF_EACH_CASE else any(found)


def look_for(way: Walk, lived: Lived) -> None:
    """Lists, searches, and links that are over."""
    world, cases = way.world, lived.cases
    for path in (
        "/ui/galerie?bureau", "/demandes?q=zeppelin", f"/demandes?quartier={world.centre.pk}&depuis=7",
        "/carte?etat=en-cours", "/signaler?q=zeppelin", f"/signaler?categorie={world.lamp.pk}&lieu=Rue%20Basse",
        f"/signaler?categorie={world.cable.pk}", f"/signaler?encore={cases['done'].number}",
        f"/suivre/{lived.links['unfollow']}",
    ):  # fmt: skip
        assert way.get("", path), path
    for path in (
        "/suivi?code=abc",
        "/suivi/BBBBBBBB",
        "/demandes/1999/000001",
        "/suivi/mes-demandes/x",
        "/ma-demande/x/adresse-e-mail",
    ):
        assert not way.get("", path), path
    assert way.post("", f"/demandes/{cases['taken'].number}/suivre", {"email": "zoe@exemple.fr"})
    assert way.post("", "/suivi/mes-demandes", {"email": "odile.garnier@exemple.fr"})


def report(way: Walk, lived: Lived) -> None:
    """The pages of a report, each filled in and each sent empty."""
    lamp, cable = way.world.lamp, way.world.cable
    aside = {"address": "Route du Moulin", "lat": "47.03", "lon": "2.03"}
    sent = [
        a_report(lamp, step="what"), a_report(lamp, step="what", **aside), a_report(lamp, step="you", **aside),
        a_report(lamp, step="you", email="odile@", **aside), a_report(lamp, step="what", lat="48.2", lon="3.1", address=""),
        a_report(lamp, website="x", **aside), a_report(cable, step="what", **aside),
    ]  # fmt: skip
    nowhere: dict[str, object] = dict(a_report(lamp, step="what", address="", lat="", lon=""))
    ending = a_report(cable, step="questions", q_combien="un", q_fil="oui", seen="combien fil mat", **aside)
    for fields in [*sent, ending]:
        assert way.post("", "/signaler", fields), fields
    shot = SimpleUploadedFile("1.jpg", photo(size=(40, 30)))
    assert way.post("", "/signaler", {**nowhere, "photos": shot})
    waiting = lived.cases["waiting"]
    assert way.post("", f"/ma-demande/{waiting.private_key}/reponse", {"version": "1", "text": "Le 12."})


def are_refused(way: Walk, lived: Lived) -> None:
    """What is said by pages that answer 400, 403, 429 and 500."""
    for _ in range(WRONG_CODES + 1):
        way.get("", "/suivi/BBBBBBBB")
    strict = Client(enforce_csrf_checks=True, headers={"host": HOST, "origin": f"http://{HOST}"})
    assert way.look("", "/signaler", strict.post("/signaler", a_report(way.world.lamp)))
    describe_category(Category.objects.get(pk=way.world.lamp.pk), said={"daily_limit": 1}, by=MAKER)
    Client(headers={"host": HOST}).post("/signaler", a_report(way.world.lamp))
    assert way.post("", "/signaler", a_report(way.world.lamp)), "one too many in a day"
    request = RequestFactory().get("/")
    for refuse in (views.bad_request, views.forbidden):
        assert way.look("", "/", refuse(request, Exception()))
    assert way.look("", "/", views.broken(request))


def come_between(way: Walk, lived: Lived) -> None:
    """Two at once, and words whose case went away meanwhile."""
    taken, idea = (f"/agents/demandes/{lived.cases[name].number}" for name in ("taken", "idea"))
    typed = {"version": "1", "text": "Nous venons jeudi."}
    assert way.post("karim", f"{taken}/reponse", typed)
    assert way.post("karim", f"{taken}/prise-en-charge", typed)
    assert way.post("karim", f"{idea}/reponse", typed) and way.post("helene", f"{taken}/reponse", typed)
    assert way.post("", f"{taken}/reponse", typed), "the session has ended"
    (photo,) = photos_of(lived.cases["new"])
    look = f"/agents/demandes/{lived.cases['new'].number}/photos/{photo.uid}/publication"
    for parts in ("x", "0,0,5000,5000"):
        way.post("nadia", look, {"version": "0", "decision": "publish", "parts": parts})


def arrange(way: Walk) -> None:
    """The town's own pages, and what is printed."""
    for shape in ("poster", "labels"):
        fields = {"category": way.world.lamp.pk, "places": "Abribus Mairie\nCandélabre 118", "shape": shape}
        assert way.post("nadia", "/agents/affiches", fields)
        assert way.post("nadia", "/agents/affiches", {**fields, "places": "Abribus ; 1 ; x"})
        assert way.post("nadia", "/agents/affiches", {**fields, "corriger": "1"})
    town, legal = "/agents/commune", "/agents/commune/pages/mentions-legales"
    assert way.post("paul", town, {"version": "1", "conformity": "none", "dpo_email": "dpd", "phone": "x"})
    tell_particulars(reception(), told={"phone": "02 48 00 18 10", "conformity": "partial"}, by=MAKER)
    assert way.post("paul", town, {"version": "1", "conformity": "none", "phone": "02 48 00 18 99"})
    assert way.get("paul", town) and way.get("paul", legal)
    assert way.post("paul", legal, {"version": "0", "text": "# Ici\n- {directeur}", "apercu": "1"})
    write_page(pages.page_of(PageSlug.LEGAL), text="# Ici\nUn [lien](https://exemple.fr).", by=way.world.paul)
    assert way.post("paul", legal, {"version": "0", "text": "# Là"})
    assert way.get("paul", town)
    organise(way)
    begin_a_town(way)
    practise(way)


def begin_a_town(way: Walk) -> None:
    """The guided start: a commune that is found and one that is not, what is proposed, lines of people, and the hours."""
    start = "/agents/demarrage"
    for path in (f"{start}/commune?q=saint+denis", f"{start}/commune?q=zzzz", f"{start}/categories?taille=ville"):
        assert way.get("paul", path), path
    assert way.post("paul", f"{start}/commune", {"code": "1"}) and way.post("paul", f"{start}/commune", {"code": "69123"})
    assert way.post("paul", f"{start}/categories", {"taille": "village", "category:arbre:on": "on"})
    assert way.post("paul", f"{start}/personnes", {"personne1-last_name": "Durand", "personne2-email": "x"})
    for path in (f"{start}/horaires", "/agents/horaires"):
        assert way.post("paul", path, {"hours": "le matin", "version": "0"})
    assert way.post("paul", "/agents/horaires", {"hours": "lun-ven 9:00-12:00", "apercu": "1"})
    set_opening(reception(), hours="sam 9:00-12:00", on_call_phone="", by=MAKER)
    for path in (f"{start}/horaires", "/agents/horaires"):
        assert way.post("paul", path, {"hours": "lun 9:00-12:00", "version": "0"})
        assert way.get("paul", path)


def organise(way: Walk) -> None:
    """Units and people: somebody without an address, somebody away, a unit and a person that a colleague changed meanwhile,
    a list that is tried and one that is refused."""
    world, today = way.world, clock.today(way.world.authority)
    jose = post(add_agent("José", "Pereira", email="", by=MAKER), to=world.lighting, by=MAKER)
    unit, someone = f"/agents/services/{world.lighting.pk}", f"/agents/personnes/{jose.pk}"
    assert way.post("paul", f"{someone}/code", {})
    announce_absence(Agent.objects.get(pk=jose.pk), deputy=world.hugo, starts_on=today, ends_on=today, by=MAKER)
    for who, path in (("paul", someone), ("karim", f"/agents/personnes/{world.karim.pk}"), ("nadia", "/agents/services")):
        assert way.get(who, path)
    assert way.get("paul", "/agents/personnes?q=girafe") and way.get("paul", "/agents/services?q=girafe")
    assert way.post("paul", unit, {"version": "0", "name": "Éclairage"})
    assert way.post("paul", someone, {"version": "0", "first_name": "José", "last_name": "Pereira"})
    name_owner(world.lamp, agent=world.theo, by=MAKER)
    answering = f"{unit}/responsables?categorie={world.lamp.pk}"
    assert way.get("nadia", answering) and way.post("nadia", answering, {"version": "0", "owners": [world.karim.pk]})
    for more in (divide, carry, categorise, ask, say_again, tell_of_rules):
        more(way)
    for text in ("service\nCimetières", "service;sous\nCimetières;Nulle part"):
        assert way.post("paul", "/agents/services/liste", {"text": text})


def divide(way: Walk) -> None:
    """Zonings: a file that is tried, one with a hole and an overlap, one that is refused, one that a colleague came before."""
    world = way.world
    zoning = f"/agents/secteurs/{world.centre.zoning_id}"
    bad: tuple[dict[str, object], object] = ({"nom": "Puits"}, None)
    wide: tuple[dict[str, object], object] = ({"nom": "Gare"}, square(2.01, 47.00, 2.04, 47.01))
    assert way.post("paul", "/agents/secteurs/import", {"name": "Voirie", "file": SimpleUploadedFile("a.json", a_file(bad))})
    kept = keep_file(read_sheet(a_file(({"nom": "Centre"}, CENTRE), wide), ground()), zoning=None, name="Voirie", by=MAKER)
    assert way.get("paul", f"/agents/secteurs/import/{kept.uid}")
    import_zoning("Quartiers", outlines=[Outline("C", "Centre", CENTRE)], by=MAKER)
    assert way.get("paul", zoning) and way.post("paul", zoning, {"version": "0", "name": "Grands quartiers"})
    assert way.post("paul", f"{zoning}/nouveau", {"version": "0", "name": "Moulins", "code": "M", "outline": "ici"})
    for path in ("/agents/secteurs/contour", "/agents/demarrage/contour"):
        assert way.post("paul", path, {"outline": "ici"}) and way.post("paul", path, {"version": "0", "outline": "2, 47"})


def categorise(way: Walk) -> None:
    """A category that a colleague changed, one that is retired, a place of it, and tries of what would happen."""
    world, here = way.world, "47.02, 2.01"
    lamp, tried = f"/agents/categories/{world.lamp.pk}", "/agents/que-se-passerait-il"
    retire_category(Category.objects.get(pk=world.pothole.pk), by=MAKER)
    stages = StageSet.objects.get()
    retire_stage(stages, stage=stages.stages.get(name="Visa de la direction"), by=MAKER)
    assert way.get("paul", "/agents/etapes") and way.get("paul", f"/agents/etapes/{stages.pk}")
    assert way.get("claire", f"/agents/demandes/{Case.objects.get(stage__isnull=False).number}/etape")
    for path in ("/agents/categories", "/agents/categories?q=girafe", f"/agents/categories/{world.pothole.pk}"):
        assert way.get("paul", path)
    assert way.get("paul", f"{lamp}?lieu={here}") and way.get("paul", f"{lamp}/secteur?secteur={world.centre.pk}")
    assert way.post("paul", lamp, {"version": "0", "name": "Lampe"})
    for noun in ("/secteur", "/retrait"):
        assert way.post("paul", lamp + noun, {"version": "0"})
    for asked in (f"categorie={world.cable.pk}&lieu={here}", f"categorie={world.cable.pk}&lieu=48, 3", "lieu=x&quand=x"):
        assert way.get("nadia", f"{tried}?{asked}")


def connect(way: Walk, issuer: str, *, label: str) -> OidcProvider:
    flags = {"is_proconnect": False, "trusts_emails": False}
    said: dict[str, str | bool] = {
        "label": label,
        "issuer": issuer,
        "client_id": "plain",
        "sirets": "",
        "is_offered": True,
        **flags,
    }
    return describe_provider(None, said=said, secret=SECRET, by=MAKER)


def be_vouched_for(way: Walk) -> None:
    """The page that leads to a provider, held still; a provider that a colleague changed meanwhile; the town's directory."""
    with oidc_provider() as running:
        row = connect(way, running.issuer, label="Agglo")
        path = f"/agents/compte/externe/{row.pk}"
        leaving = way.client("").post(path)
        leaving.content = leaving.content.replace(b'http-equiv="refresh"', b'name="still"')
        assert way.look("", path, leaving)
    for path in ("/agents/connexion", f"/agents/connexion/fournisseur/{row.pk}", "/agents/connexion/fournisseur?proconnect=1"):
        assert way.get("paul", path)
    said = {"version": "0", "label": "Agglo", "issuer": "https://ici.example", "client_id": "plain"}
    assert way.post("paul", f"/agents/connexion/fournisseur/{row.pk}", said)
    assert way.get("", "/agents/compte/connexion") and way.post("", f"/agents/compte/externe/{row.pk}", {})


def sign_in(way: Walk, lived: Lived) -> None:
    """The ways in, and who does not come in."""
    account = "/agents/compte"
    assert way.post("", f"{account}/connexion", {"login": "karim@valbourg.test", "password": "non"})
    wrong = {"oldpassword": "non", "password1": "court", "password2": "autre"}
    assert way.post("karim", f"{account}/mot-de-passe", wrong)
    way.post("", f"{account}/mot-de-passe-oublie", {"email": "karim@valbourg.test"})
    user = way.world.karim.user
    assert user is not None
    link = f"{account}/nouveau-mot-de-passe/{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    form = way.client("").get(link)["Location"]
    assert way.get("", form) and way.post("", form, wrong)
    tries = (way.client("").post(f"{account}/mot-de-passe-oublie", {"email": "karim@valbourg.test"}) for _ in range(30))
    spent = next(answer for answer in tries if answer.status_code != 302)
    assert spent.status_code == 429 and way.look("", f"{account}/mot-de-passe-oublie", spent)
    Agent.objects.filter(pk=way.world.ines.pk).update(ended_on=clock.today(way.world.authority))
    assert not way.get("ines", "/agents/")


def judge(way: Walk, *rooms: str) -> None:
    """Nothing is wrong, and no template of these rooms was left out."""
    for room in rooms:
        folder = Path(parvis.__file__).parent / room / "templates"
        all_ = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
        assert all_ - way.templates <= OF_SCRIPTS, "nobody was shown a page made of these"
    assert not way.found, "\n".join(way.found)
    assert not way.viewer.errors
