"""The language of the town's own letters: what it says, what it refuses, and that it ends."""

import pytest

from parvis.cases.events import CaseClosed, CasePromised
from parvis.notifications.fields import FIELDS, Reader, fields_for
from parvis.notifications.language import faults_of, fill
from tests.words import plain

NAMES = {"demande.numero", "demande.date_annoncee", "service.nom"}


def said(source: str) -> str:
    return plain(" ".join(faults_of(source, NAMES)))


def test_fields_are_put_in_their_places_as_plain_text() -> None:
    values = {"demande.numero": "2026/000012", "service.nom": "Voirie & <Réseaux>", "demande.date_annoncee": None}
    source = "N° {{ demande.numero }}, {{ service.nom | upcase }}{% if demande.date_annoncee %}, avant{% endif %}."
    assert faults_of(source, NAMES) == []
    assert fill(source, values) == "N° 2026/000012, VOIRIE & <RÉSEAUX>."


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Bonjour\n{{ demande.titi }}", "Ligne 2 : le champ « demande.titi » n’existe pas ici"),
        ("{{ demande.numero", "Ligne 1 : une accolade n’est pas fermée"),
        ("{% if demande.numero %}oui", "une condition commencée n’est pas finie"),
        ("oui{% endif %}", "une condition commencée n’est pas finie, ou finie sans être commencée"),
        ("{% for x in (1..9) %}{% endfor %}", "Ligne 1 : cette balise n’existe pas"),
        ("{% include 'x' %}", "cette balise n’existe pas"),
        ("{% assign x = 1 %}", "cette balise n’existe pas"),
        ("{{ demande.numero | base64_decode }}", "après la barre « | » ne viennent que"),
        ("{{ demande.numero | upcase: 1, 2 }}", "ce qui suit la barre"),
        ("{{ demande.numero.__class__ }}", "« demande.numero.__class__ » n’existe pas"),
        ("{{ demande[service.nom] }}", "n’existe pas ici"),
        ("{{ demande }}", "« demande » n’existe pas ici"),
        ("{{ }}", "ne peut pas être lu"),
        ("x" * 5001, "Ce texte est trop long : 5000 caractères au plus"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(source: str, words: str) -> None:
    assert plain(words) in said(source)


def test_followers_are_offered_nothing_of_the_requester_nor_of_the_agents() -> None:
    anybody = {one.name for one in fields_for([Reader.ANYBODY], CasePromised.kind)}
    assert "demande.numero" in anybody
    assert not anybody & {"demande.code_de_suivi", "demande.agent", "evenement.auteur", "evenement.ancien_service"}
    both = {one.name for one in fields_for([Reader.AGENT, Reader.REQUESTER], CasePromised.kind)}
    assert not both & {"demande.agent", "demande.code_de_suivi"}


def test_a_field_of_one_fact_is_offered_for_it_only() -> None:
    assert "evenement.fin" in {one.name for one in fields_for([Reader.AGENT], CaseClosed.kind)}
    assert "evenement.fin" not in {one.name for one in fields_for([Reader.AGENT], CasePromised.kind)}
    assert len({one.name for one in FIELDS}) == len(FIELDS)
