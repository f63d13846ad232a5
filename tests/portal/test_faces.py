"""A row of the public lists and its picture: one that everybody may see, small, in one query for all; and how far it is."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from parvis.cases.actors import Visitor
from parvis.cases.models import Case
from parvis.cases.operations.receive import receive
from parvis.documents.operations.photos import upload
from parvis.kernel.tenancy import inside
from tests.backoffice.test_after_photo import done_with_a_photo
from tests.backoffice.test_photo_look import LEFT, decide, tie_of
from tests.documents.pictures import HERE, photo, read
from tests.harness import OpenPage
from tests.portal.reader import source, visitor
from tests.portal.test_photos import a_case_with_photos
from tests.world import ODILE, RUE_BASSE, World

LISTS = ("/", "/demandes", "/carte", "/carte/ici?cadre=1.9,46.9,2.1,47.1", "/carte/fiches?n={number}")


def face(case: Case, address: str = "/demandes") -> str:
    """The address of the picture of the only row, "" for none."""
    found = re.findall(r'<img class="face" src="([^"]+)"', source(visitor().get(address.format(number=case.number))))
    assert len(found) <= 1
    return found[0] if found else ""


def test_a_row_shows_the_photo_that_was_published_in_each_list_and_small(world: World) -> None:
    case = a_case_with_photos(world, photo(at=HERE))
    assert not any(face(case, address) for address in LISTS), "nobody has looked at it"
    decide(world, case, "publish")
    for address in LISTS:
        assert face(case, address) == f"/demandes/{case.number}/photos/{tie_of(case).photo.uid}?petite", address
    assert visitor().get(face(case)).status_code == 200
    assert 'loading="lazy"' in source(visitor().get("/demandes"))


def test_a_photo_with_covered_parts_is_shown_by_what_covers_it(world: World) -> None:
    case = a_case_with_photos(world, photo(at=HERE))
    decide(world, case, "publish", LEFT)
    rendition = tie_of(case).rendition
    assert rendition is not None and str(rendition.uid) in face(case)
    decide(world, case, "keep")
    assert face(case) == ""


def test_what_is_repaired_shows_the_work_done(world: World) -> None:
    case = a_case_with_photos(world, photo(at=HERE))
    decide(world, case, "publish")
    before = face(case)
    done = done_with_a_photo(world, Case.objects.get(pk=case.pk))
    assert face(done) not in ("", before) and visitor().get(face(done)).status_code == 200


def test_pictures_cost_a_list_one_query_however_many(world: World) -> None:
    cost = []
    for _ in range(2):
        key = uuid4()
        upload(key, picture=read(photo(at=HERE)), by=Visitor())
        case = receive(world.lamp, words="Éteint.", place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=key)
        decide(world, case, "publish")
        with CaptureQueriesContext(connection) as queries:
            page = source(visitor().get("/demandes"))
        cost.append((page.count('class="face"'), len(queries)))
    assert [pictures for pictures, _count in cost] == [1, 2] and cost[0][1] == cost[1][1]


@pytest.mark.e2e
@pytest.mark.sqlite_only
def test_a_row_says_how_far_it_is_once_the_device_may_say_where_it_is(open_page: OpenPage, town: World, host: str) -> None:
    with inside(town.authority):
        town.report()
    page = open_page(host)
    page.goto("/demandes")
    far = page.locator(".far")
    expect(far).to_be_hidden()
    page.context.grant_permissions(["geolocation"])
    for latitude, said in ((47.0205, "à 60 m"), (47.0000, "à 2,2 km"), (47.02, "à 0 m")):
        page.context.set_geolocation({"latitude": latitude, "longitude": 2.01})
        page.reload()
        expect(far).to_have_text(said)
