"""Numbers that came in an address or a hidden field: none of them breaks a page."""

import pytest
from django.test import Client

from parvis.kernel.typed import whole_number
from tests.backoffice.desk import Desk
from tests.portal.reader import a_report, visitor
from tests.world import World

# Too long for Python to read, too long for a column, as long as they come.
MADE_UP = ["9" * 5000, "9" * 30, "9" * 18, "9" * 10, "-1", "²", "", "x"]


def test_a_number_is_what_a_row_can_hold() -> None:
    assert [whole_number(text) for text in ("0", "17", "9" * 18)] == [0, 17, int("9" * 18)]
    assert [whole_number(text) for text in ("9" * 19, "9" * 5000, "-1", "1.5", "²", "", " 1")] == [None] * 7


@pytest.mark.parametrize("number", MADE_UP, ids=lambda number: f"{number[:3]} of {len(number)}")
def test_a_number_that_was_made_up_breaks_no_page(world: World, number: str) -> None:
    case = world.report()
    mine, paul, karim = f"/ma-demande/{case.private_key}", Desk(world.paul), Desk(world.karim)
    answers = [
        visitor().get("/signaler", {"categorie": number}),
        visitor().post("/signaler", a_report(world.lamp, category=number)),
        visitor().get("/demandes", {"theme": number, "quartier": number, "depuis": number}),
        visitor().post(f"{mine}/reponse", {"version": number, "text": "Un mot."}),
        visitor().post(f"{mine}/annulation", {"version": number}),
        karim.client.get("/agents/demandes", {"service": number, "secteur": number, "theme": number}),
        karim.do(case, "note", version=number, text="Une note."),
        karim.do(case, "reponse", version=number, text="Une réponse."),
        karim.do(case, "attribution", to=number),
        karim.do(case, "transfert", unit=number, text="Pour vous."),
        paul.post("/agents/file-d-attente", {"file": "sending", "ligne": number}),
    ]
    assert not [answer.request["PATH_INFO"] for answer in answers if answer.status_code >= 500]


def test_a_number_in_a_path_breaks_no_page(world: World) -> None:
    client = Client(headers={"host": "valbourg.test"})
    for path in ("/demandes/9999/999999999", "/demandes/0000/0", "/agents/demandes/9999/999999999"):
        assert client.get(path).status_code in (302, 404), path
