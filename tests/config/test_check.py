"""`parvis check` says whether the geocoder of a real town answers."""

from django.test import override_settings

from parvis.config.commands.check import QUESTIONS
from parvis.config.environment import Addresses
from parvis.demo.settle import settle
from tests.geoplateforme import geoplateforme
from tests.words import plain
from tests.world import make_authority


def test_a_geocoder_that_does_not_answer_is_told_and_one_that_does_is_not(db: None) -> None:
    make_authority()
    with geoplateforme() as server, override_settings(PARVIS_ADDRESSES=Addresses(scheme="addok", url=server.url)):
        server.status = 503
        (problem,) = QUESTIONS["Adresses"]()
        assert plain(problem).startswith("GEOCODER_URL ne répond pas (answer 503) :")
        server.be_kind()
        assert not list(QUESTIONS["Adresses"]())


def test_the_demo_town_asks_nobody(db: None) -> None:
    settle("http://127.0.0.1:8000")
    with geoplateforme() as server, override_settings(PARVIS_ADDRESSES=Addresses(scheme="addok", url=server.url)):
        assert not list(QUESTIONS["Adresses"]()) and not server.asked
