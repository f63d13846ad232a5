"""A name, an e-mail, a telephone and the position of a photo, in cases that are private or that nobody has looked at, are in
no public page, list, tile, photo, header nor log: at any address that a stranger may call, whatever address comes next."""

from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvis.cases.actors import Visitor
from parvis.cases.admission import Coordinates, Place
from parvis.cases.masking import MASK
from parvis.cases.models import Case, CasePhoto, Category, Kind, Publication
from parvis.cases.operations.assign import take
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.follow import confirm, follow
from parvis.cases.operations.publish import keep_words, publish_words
from parvis.cases.operations.receive import receive
from parvis.kernel import worker
from parvis.places.points import Point
from tests.backoffice.desk import Desk
from tests.documents.pictures import photo
from tests.house.addresses import Address, walk
from tests.portal.reader import HOST, a_report, visitor
from tests.world import MAKER, World

NAME, EMAIL, PHONE = "Zinzolin", "amarante@exemple.fr", "06 39 98 76 54"
SOMEBODY = Coordinates(first_name="Irma", last_name=NAME, email=EMAIL, phone=PHONE)
HOME = Point(lon=2.013457, lat=47.018642)
TAKEN_AT = (47.016789, 2.017531)
WORDS = f"Demandez Mme {NAME} au {PHONE} ou {EMAIL}."
CANARIES = (NAME.lower(), "amarante", PHONE, "0639987654", "39 98 76", "47.0186", "2.01345", "47.01678", "2.01753", "nacarat")
# Behind somebody's own key: what they show is theirs.
KEYS = {"key", "ticket"}
# The demonstration's mailbox; no town has it.
OF_THE_DEMO = {"letter", "letters"}


def report(category: Category, place: Place, words: str = WORDS) -> Case:
    return receive(category, words=words, place=place, requester=SOMEBODY, by=Visitor())


def with_photos(category: Category) -> Case:
    """Sent by the form, as people do: its words name somebody, its photo says where it was taken."""
    filled = a_report(
        category,
        words=WORDS,
        first_name=SOMEBODY.first_name,
        last_name=NAME,
        email=EMAIL,
        phone=PHONE,
        address="chez la Nacarat",
        lat="",
        lon="",
    )
    file = SimpleUploadedFile("IMG_0001.jpg", photo(at=TAKEN_AT))
    visitor().post("/signaler", {**filled, "step": "what", "photos": [file], "found_for": "chez la Nacarat"})
    assert visitor().post("/signaler", {**filled, "found_for": "chez la Nacarat"}).status_code == 302
    return Case.objects.order_by("-pk")[0]


def town_s_cases(world: World) -> list[Case]:
    """Unread, kept, masked, private, at once and yet unread; with photos; followed."""
    quiet = create_category("Bruit", unit=world.roads, publication=Publication.NEVER, by=MAKER)
    at_once = create_category("Potelet", unit=world.roads, publication=Publication.AT_ONCE, by=MAKER)
    complaint = create_category("Plainte", kind=Kind.COMPLAINT, unit=world.roads, by=MAKER)
    typed, at_home = Place("chez la Nacarat"), Place("3, rue Nacarat", HOME, name="3, rue Nacarat")
    kept = keep_words(report(world.lamp, typed), by=world.karim)
    start = WORDS.index("Mme")
    masked = publish_words(
        report(world.lamp, typed), masking=[(start, len(WORDS) - 1)], masking_address=[(8, 15)], by=world.karim
    )
    assert masked.public_words == f"Demandez {MASK}."
    cases = [
        report(world.lamp, typed),
        kept,
        masked,
        report(quiet, at_home),
        report(complaint, at_home),
        report(at_once, typed),
    ]
    cases += [with_photos(world.lamp), with_photos(quiet)]
    seen = with_photos(world.lamp)
    uid = CasePhoto.objects.get(case=seen).photo.uid
    covers = {"version": seen.version, "decision": "publish", "parts": "0,0,5000,5000"}
    assert Desk(world.karim).post(f"/agents/demandes/{seen.number}/photos/{uid}/publication", covers).status_code == 302
    cases.append(Case.objects.get(pk=seen.pk))
    followed = confirm(follow(take(cases[0], by=world.karim), email=EMAIL, by=Visitor()), by=Visitor())
    worker.run_until_idle()
    return [*cases, followed.case]


def public_addresses() -> list[Address]:
    return [one for one in walk() if one.is_public and not KEYS & set(one.parts) and one.name not in OF_THE_DEMO]


def of_all(world: World) -> Iterator[str]:
    """The same for all cases: lists under their filters, tiles at their zooms. What comes next is added here."""
    yield from ("/demandes?etat=en-cours", "/demandes?q=basse", f"/demandes?theme={world.lamp.parent_id}", "/demandes?depuis=7")
    for tie in CasePhoto.objects.select_related("case", "photo", "rendition"):
        case = tie.case
        for shown in (tie.photo, tie.rendition or tie.photo):
            yield f"/demandes/{case.number}/photos/{shown.uid}"
    for z in range(8, 19):
        x, y = tile_at(HOME, z)
        yield f"/carte/tuiles/{z}/{x}/{y}"


def tile_at(point: Point, z: int) -> tuple[int, int]:
    """The tile of that zoom in which the point is: its key's bits, put apart again."""
    key = point.zkey >> 2 * (26 - z)
    bits = f"{key:0{2 * z}b}"
    return int(bits[1::2], 2), int(bits[0::2], 2)


Look = Callable[[str], bytes]


@pytest.fixture
def look() -> Look:
    """All that a stranger gets at an address, in one piece: the body, the headers, where it leads."""

    def at(path: str) -> bytes:
        answer = Client(headers={"host": HOST}).get(path)
        assert answer.status_code < 500 or path == "/healthz", path  # no worker runs here
        return b"".join(answer) + str(dict(answer.headers)).encode() + str(answer.cookies).encode()

    return at


def test_no_canary_is_in_anything_that_a_stranger_may_see(world: World, look: Look, caplog: pytest.LogCaptureFixture) -> None:
    cases = town_s_cases(world)
    with caplog.at_level("DEBUG", logger="parvis"), caplog.at_level("DEBUG", logger="django.request"):
        seen = {path: look(path) for path in of_all(world)}
        for case in cases:
            for address in public_addresses():
                path = address.call(case)
                seen[path] = seen.get(path) or look(path)
    assert len(seen) > 60 and any(b"Lampadaire" in body for body in seen.values())
    singing = {path: [one for one in CANARIES if one.encode() in body.lower()] for path, body in seen.items()}
    # The code of a case is read by whoever was given it: the path is theirs, the page is everybody's.
    assert {path: found for path, found in singing.items() if found} == {}
    keys = {case.private_key.encode() for case in cases}
    assert [path for path, body in seen.items() if any(key in body for key in keys)] == []
    assert not [one for one in CANARIES if one in caplog.text.lower()]


def test_the_canaries_sing_where_they_may(world: World) -> None:
    """Else the test above would hear nothing, whatever was said."""
    case = town_s_cases(world)[0]
    mine = visitor().get(f"/ma-demande/{case.private_key}").content.decode().lower()
    assert NAME.lower() in mine and PHONE in mine and "nacarat" in mine
