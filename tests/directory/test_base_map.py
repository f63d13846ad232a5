"""The ground of a town's maps: chosen in a command, told once."""

import pytest

from parvis.directory.operations.base_map import choose_base_map
from parvis.kernel.models import Authority, Event
from parvis.kernel.operations import Refused
from parvis.ui.base_map import base_map_of
from tests.inbound.typing_in import type_in
from tests.world import MAKER, World

Capture = pytest.CaptureFixture[str]
STYLE = "https://fond.exemple.fr/styles/clair.json"


def test_a_town_has_the_plan_ign_until_it_chooses_another(world: World) -> None:
    assert base_map_of(world.authority).host == "https://data.geopf.fr" and "IGN" in base_map_of(world.authority).attribution
    chosen = choose_base_map(world.authority, style=STYLE, attribution="© Exemple", by=MAKER)
    assert (base_map_of(chosen).style, base_map_of(chosen).host) == (STYLE, "https://fond.exemple.fr")
    choose_base_map(world.authority, style=STYLE, attribution="© Exemple", by=MAKER)
    (told,) = Event.objects.filter(kind="authority.base_map_chosen")
    assert told.data == {"style": STYLE, "previous": ""}


@pytest.mark.parametrize(
    "style",
    [
        "http://fond.exemple.fr/s.json", "//fond.exemple.fr/s", "https://", "https://a b.fr/s", "https://x;script-src *",
        "https://moi:mot@exemple.fr/s", "javascript:alert(1)", "https://é.fr/s", "https://exemple.fr/" + "s" * 300,
    ],
)  # fmt: skip
def test_what_is_no_style_is_refused_and_never_reaches_a_policy(world: World, style: str) -> None:
    with pytest.raises(Refused):
        choose_base_map(world.authority, style=style, attribution="", by=MAKER)
    with pytest.raises(Refused):
        choose_base_map(world.authority, style=STYLE, attribution="©" * 201, by=MAKER)


def test_the_command_chooses_it_and_goes_back(world: World, capsys: Capture) -> None:
    typed = type_in(capsys, "base-map", "--style", STYLE, "--attribution", "© Exemple")
    assert typed.status == 0 and STYLE in typed.said
    assert Authority.objects.get().map_attribution == "© Exemple"
    assert "Plan IGN" in type_in(capsys, "base-map").said and Authority.objects.get().map_style == ""
    assert type_in(capsys, "base-map", "--style", "fond").status == 1


def test_a_town_is_created_with_it(db: None, capsys: Capture) -> None:
    words = ("create-authority", "--insee", "18999", "--name", "Valbourg", "--host", "valbourg.test")
    assert type_in(capsys, *words, "--map-style", "plan").status == 1
    assert type_in(capsys, *words, "--map-style", STYLE, "--map-attribution", "© Exemple").status == 0
    assert Authority.objects.get().map_style == STYLE
