"""The guided start: an empty town is led through it, each step is kept, and nothing is made twice."""

import json
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.cases.models import Category, Kind, Publication
from parvis.cases.proposals import CategoryProposal, Size, ThemeProposal, proposed_themes, proposed_units
from parvis.directory.events import CommuneConfirmed
from parvis.directory.identity import Identity
from parvis.directory.models import Agent, Membership, Role, Unit
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.authority import create_authority
from parvis.directory.operations.opening import set_opening
from parvis.directory.queries import reception
from parvis.kernel.events import history
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.places.models import Territory
from parvis.ui.built import drawings
from tests.backoffice.desk import Desk, Words, words_of
from tests.world import CENTRE, MAKER, World

START = "/agents/demarrage"
COMMUNE, CATEGORIES, PEOPLE, DOOR, OUTLINE, END = (
    f"{START}/{step}" for step in ("commune", "categories", "personnes", "horaires", "contour", "fin")
)
VILLAGE, BOURGES, SAINT_DENIS, LYON = "04001", "18033", "97411", "69123"


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """An administrator of a town that `parvis create-authority` has just made."""
    identity = Identity(
        name="Aiglun", insee_code=VILLAGE, host="valbourg.test", site_url="http://valbourg.test", mailbox="mairie@valbourg.test"
    )
    with inside(create_authority(identity, by=MAKER)):
        yield Desk(add_agent("Administrateur", "Aiglun", email="maire@valbourg.test", is_administrator=True, by=MAKER))


def town() -> Authority:
    return Authority.objects.get()


def ticked(page: Words, *, without: str = "", **typed: str) -> dict[str, str]:
    """The form as it came, its boxes ticked."""
    sent = {**page.hidden, **page.written, **typed}
    sent |= {name: "on" for name in page.written if name.endswith(":on")}
    return {name: value for name, value in sent.items() if not without or name != f"{without}:on"}


def leaves() -> list[str]:
    return list(Category.objects.filter(parent__isnull=False).order_by("pk").values_list("name", flat=True))


def begin_as(desk: Desk, code: str) -> Words:
    assert desk.post(COMMUNE, {"code": code})["Location"] == CATEGORIES
    return words_of(desk.get(CATEGORIES))


def test_an_administrator_of_an_empty_town_is_led_to_the_start(desk: Desk) -> None:
    assert desk.get("/agents/")["Location"] == START and desk.get(START)["Location"] == COMMUNE
    assert START in words_of(desk.get("/agents/reglages")).links
    assert desk.get("/agents/demandes").status_code == 200, "and is kept in no cage"


def test_a_town_with_categories_is_at_home(world: World) -> None:
    assert Desk(world.paul).get("/agents/").status_code == 200
    assert Desk(world.karim).get(START).status_code == 403 and Desk(world.karim).get(END).status_code == 403


def test_the_commune_is_shown_with_what_tells_it_from_another(desk: Desk) -> None:
    assert "Aiglun" in words_of(desk.get(COMMUNE)).text
    page = words_of(desk.get(f"{COMMUNE}?q=saint+denis")).text
    for words in ("La Réunion (974)", "Code INSEE 97411", "155 634 habitants", "CINOR", "Seine-Saint-Denis (93)"):
        assert words in page.replace("\u202f", " "), words
    assert "Aucune commune de ce nom" in words_of(desk.get(f"{COMMUNE}?q=zzzz")).text


def test_a_confirmed_commune_has_its_own_time_and_holidays_and_is_told_once(desk: Desk) -> None:
    for _ in range(2):
        desk.post(COMMUNE, {"code": SAINT_DENIS})
    told = town()
    assert (told.name, told.insee_code, told.time_zone, told.holidays) == ("Saint-Denis", "97411", "Indian/Reunion", "974")
    (event,) = history(reception()).filter(kind=CommuneConfirmed.kind)
    assert (event.data["previous_code"], event.data["previous_town"]) == (VILLAGE, "Aiglun")
    answer = desk.post(COMMUNE, {"code": "99999"})
    assert answer.status_code == 422 and "Choisissez une commune de la liste." in words_of(answer).text


def test_a_village_gets_its_mairie_and_a_dozen_categories_by_one_click(desk: Desk) -> None:
    Authority.objects.update(insee_code="01005")
    page = begin_as(desk, "01005")
    assert desk.post(CATEGORIES, ticked(page))["Location"] == PEOPLE
    assert list(Unit.objects.values_list("name", flat=True)) == ["Mairie"] and len(leaves()) == 12
    assert desk.get("/agents/").status_code == 200
    question = Category.objects.get(name="Une question")
    assert question.kind == Kind.QUESTION and question.publication == Publication.NEVER and not question.needs_place


def test_a_town_gets_its_units_and_each_theme_goes_to_one(desk: Desk) -> None:
    page = begin_as(desk, BOURGES)
    desk.post(CATEGORIES, ticked(page, without="unit:proprete"))
    assert Unit.objects.count() == 7 and 34 <= len(leaves()) <= 38
    assert all(theme.unit is not None for theme in Category.objects.filter(parent__isnull=True))
    cleanliness = Category.objects.get(name="Propreté")
    assert cleanliness.unit is not None and cleanliness.unit.name == "Services techniques", "who stands instead"
    form = Category.objects.get(name="Câble ou coffret électrique ouvert").form
    assert form is not None and form.questions[0].choices[0].ending is not None
    assert "importez-le" not in page.text and "importez-le" in begin_as(desk, LYON).text


def test_what_is_unticked_is_not_made_and_what_is_renamed_has_that_name(desk: Desk) -> None:
    page = begin_as(desk, VILLAGE)
    typed = {"category:lampadaire": "Lampe éteinte", "theme:eclairage": "Lumières", "unit:accueil": "Mairie d’Aiglun"}
    desk.post(CATEGORIES, ticked(page, without="category:depot", **typed))
    assert "Lampe éteinte" in leaves() and "Dépôt sauvage" not in leaves()
    assert Category.objects.filter(name="Lumières", parent__isnull=True).exists() and reception().name == "Mairie d’Aiglun"


def test_going_back_and_sending_twice_make_nothing_twice_nor_undo_a_later_name(desk: Desk) -> None:
    page = begin_as(desk, BOURGES)
    first = ticked(page, without="category:depot", **{"unit:voirie": "Routes"})
    for _ in range(2):
        desk.post(CATEGORIES, first)
    counts = (Unit.objects.count(), Category.objects.count())
    Category.objects.filter(name="Nid-de-poule").update(name="Trou")
    again = words_of(desk.get(CATEGORIES))
    assert "Routes (déjà en place)" in again.text and "Trou (déjà en place)" in again.text
    desk.post(CATEGORIES, ticked(again))
    assert (Unit.objects.count(), Category.objects.count()) == (counts[0], counts[1] + 1)
    assert "Dépôt sauvage" in leaves() and "Nid-de-poule" not in leaves()


def test_a_second_administrator_with_the_same_page_makes_nothing_twice(desk: Desk) -> None:
    other = Desk(add_agent("Lise", "Aubry", email="lise@valbourg.test", is_administrator=True, by=MAKER))
    page = begin_as(desk, BOURGES)
    others_page = words_of(other.get(CATEGORIES))
    desk.post(CATEGORIES, ticked(page))
    counts = (Unit.objects.count(), Category.objects.count())
    assert other.post(CATEGORIES, ticked(others_page))["Location"] == PEOPLE
    assert (Unit.objects.count(), Category.objects.count()) == counts


def test_an_empty_name_beside_a_ticked_box_is_refused_there_and_the_rest_stays(desk: Desk) -> None:
    page = begin_as(desk, VILLAGE)
    answer = desk.post(CATEGORIES, ticked(page, **{"category:lampadaire": " ", "category:arbre": "Arbre penché"}))
    shown = words_of(answer)
    assert answer.status_code == 422 and "Donnez un nom : 120 caractères au plus." in shown.text
    assert shown.written["category:arbre"] == "Arbre penché" and not Category.objects.exists()


def person(number: int, first: str, last: str, email: str = "", **more: str) -> dict[str, str]:
    said = {"first_name": first, "last_name": last, "email": email, "unit": str(reception().pk), **more}
    return {f"personne{number}-{name}": value for name, value in said.items()}


def you(**more: str) -> dict[str, str]:
    return {f"vous-{name}": value for name, value in {"unit": str(reception().pk), **more}.items()}


def test_people_are_added_once_invited_once_and_the_administrator_has_a_name(desk: Desk) -> None:
    sent = {**you(first_name="Jeanne", last_name="Rivoire", is_head="on"), **person(1, "Léa", "Martin", "lea@exemple.fr"),
            **person(2, "José", "Pereira")}  # fmt: skip
    for _ in range(2):
        assert desk.post(PEOPLE, sent)["Location"] == DOOR
    assert sorted(map(str, Agent.objects.all())) == ["Jeanne Rivoire", "José Pereira", "Léa Martin"]
    assert Membership.objects.get(agent__first_name="Jeanne").role == Role.HEAD
    assert Sending.objects.filter(address="lea@exemple.fr").count() == 1
    assert "José Pereira" in words_of(desk.get(END)).text, "whose code is to be printed"


def test_one_wrong_line_stops_all_of_them_and_nothing_typed_is_lost(desk: Desk) -> None:
    sent = {**you(), **person(1, "Léa", "Martin", "lea@exemple.fr"), **person(2, "José", "Pereira", "jose@"),
            **person(3, "", "Durand")}  # fmt: skip
    page = words_of(answer := desk.post(PEOPLE, sent))
    assert answer.status_code == 422 and "Donnez le prénom." in page.text
    page = words_of(answer := desk.post(PEOPLE, {**sent, "personne3-last_name": ""}))
    assert answer.status_code == 422 and "« jose@ » n’est pas une adresse e-mail." in page.text
    assert page.written["personne1-email"] == "lea@exemple.fr" and Agent.objects.count() == 1
    assert not Sending.objects.exists()


def test_the_hours_and_the_particulars_are_kept_together_or_not_at_all(desk: Desk) -> None:
    page = words_of(desk.get(DOOR))
    typed = {**page.hidden, **page.written, "hours": "lun-ven 9:00-12:00", "phone": "04 92 00 00 00", "dpo_email": "dpd"}
    answer = desk.post(DOOR, typed)
    assert answer.status_code == 422 and town().opening == "" and words_of(answer).written["phone"] == "04 92 00 00 00"
    assert desk.post(DOOR, {**typed, "dpo_email": ""})["Location"] == OUTLINE
    assert (town().opening, town().phone) == ("lun-ven 9:00-12:00", "04 92 00 00 00")


def test_a_colleague_who_set_the_hours_meanwhile_is_shown(desk: Desk) -> None:
    page = words_of(desk.get(DOOR))
    set_opening(reception(), hours="sam 9:00-12:00", on_call_phone="", by=MAKER)
    answer = desk.post(DOOR, {**page.hidden, **page.written, "hours": "lun-ven 9:00-12:00"})
    shown = words_of(answer)
    assert answer.status_code == 409 and "sam 9:00-12:00" in shown.text and shown.written["hours"] == "lun-ven 9:00-12:00"
    assert desk.post(DOOR, {**shown.hidden, **shown.written})["Location"] == OUTLINE


def test_what_is_left_is_resumed_where_it_was_left(desk: Desk) -> None:
    desk.post(CATEGORIES, ticked(begin_as(desk, VILLAGE)))
    assert desk.get(START)["Location"] == PEOPLE
    desk.post(PEOPLE, you(first_name="Jeanne", last_name="Rivoire"))
    assert desk.get(START)["Location"] == DOOR and START in words_of(desk.get("/agents/reglages")).links
    set_opening(reception(), hours="lun-ven 9:00-12:00", on_call_phone="", by=MAKER)
    assert desk.get(START)["Location"] == END and START not in words_of(desk.get("/agents/reglages")).links
    page = words_of(desk.get(END))
    assert "http://valbourg.test" in page.text and "/agents/affiches" in page.links and "/agents/reglages" in page.links


@pytest.mark.sqlite_only
def test_the_proposals_can_be_drawn_and_are_known_by_their_own_keys() -> None:
    for size in Size:
        themes = proposed_themes(size)
        lines: list[ThemeProposal | CategoryProposal] = [*themes, *(one for theme in themes for one in theme.category)]
        assert {line.pictogram for line in lines} <= set(drawings())
        keys = [one.key for theme in themes for one in theme.category]
        assert len(keys) == len(set(keys))
    counts = [(len(proposed_units(size)), sum(len(theme.category) for theme in proposed_themes(size))) for size in Size]
    assert counts == [(1, 12), (4, 24), (8, 37)]


def test_the_outline_is_taken_in_from_a_file_or_waits(desk: Desk) -> None:
    page = words_of(desk.get(OUTLINE))
    assert END in page.links and "geo.api.gouv.fr/communes/04001" in "".join(page.links)
    empty = desk.post(OUTLINE, page.hidden)
    assert empty.status_code == 422 and "Choisissez un fichier, ou tracez le contour." in words_of(empty).text
    assert "Le contour de la commune" in words_of(desk.get(END)).text, "which is missing"
    one = {"type": "Feature", "properties": {"code": VILLAGE}, "geometry": CENTRE}
    sent = {**page.hidden, "file": SimpleUploadedFile("04001.geojson", json.dumps(one).encode())}
    assert desk.post(OUTLINE, sent)["Location"] == END
    assert Territory.objects.get().geometry["type"] == "Polygon"
    assert "2.02, 47" in words_of(desk.get(OUTLINE)).written["outline"]
