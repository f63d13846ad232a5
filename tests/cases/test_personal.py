"""What seems to name or to reach somebody is found, whatever the accents, the capitals and the spaces; and little else."""

import csv
import gzip
import random
import time
from pathlib import Path

import pytest

from parvis.cases import personal
from parvis.cases.personal import Sort


def seen(text: str, *known: str) -> list[tuple[str, Sort]]:
    return [(text[one.start : one.end], one.sort) for one in personal.find(text, known=known)]


PHONES = [
    "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "06/12/34/56/78",
    "06\u00a012\u00a034\u00a056\u00a078", "06 12 345 678", "0612 345 678", "+33 6 12 34 56 78", "+33612345678",
    "+33 (0)6 12 34 56 78", "0033 6 12 34 56 78", "00 33 6 12 34 56 78", "0262 12 34 56", "0692123456", "+262 692 12 34 56",
    "+590 690 12 34 56", "+594 694 12 34 56", "+596 696 12 34 56", "+508 41 23 45", "+687 12 34 56", "+689 40 12 34 56",
    "+32 470 12 34 56",
]  # fmt: skip
EMAILS = [
    "odile.garnier@exemple.fr", "ODILE.GARNIER@EXEMPLE.FR", "odile+rue@mail.exemple.org", "zoé@exemple.fr",
    "odile (at) exemple.fr", "odile arobase exemple.fr", "odile@exemple", "@odile_garnier",
]  # fmt: skip
LINKS = ["https://exemple.fr/odile?x=1", "http://exemple.fr", "www.exemple.fr", "facebook.com/odile.garnier", "exemple.fr"]
PLATES = [
    "AB-123-CD", "ab-123-cd", "AB 123 CD", "AB123CD", "ab123cd", "AV-123-DE", "1234 AB 75", "123 ABC 13", "1234-AB-2A",
    "4567 TZ 974",
]  # fmt: skip
NAMES = [
    "M. Durand", "M. DURAND", "M DURAND", "Mr Durand", "Mr. J. Roux", "M. J.-P. Roux", "Mme Durand", "mme durand",
    "MME DURAND", "Mme\u00a0Durand", "Mlle Garnier", "Melle Garnier", "Madame Durand", "Monsieur Durand",
    "Mademoiselle Lévêque", "monsieur dupont", "MADAME ÉLODIE LÉVÊQUE", "Madame Élodie de la Tour-Maubourg",
    "M. d’Artagnan", "Mme N’Diaye", "M. O'Connor", "Monsieur Ben Ali", "Mme Œuvrard", "mme le guen", "Mmes Petit",
    "docteur Roux", "M. Boulanger", "Mme LE GUEN",
]  # fmt: skip
BY_SORT = {Sort.PHONE: PHONES, Sort.EMAIL: EMAILS, Sort.LINK: LINKS, Sort.PLATE: PLATES, Sort.NAME: NAMES}
EACH = [(sort, text) for sort, texts in BY_SORT.items() for text in texts]
NOTHING = [
    "Il y a 3 lampadaires éteints depuis le 01.02.2024 à 12h.", "le 01/02/2024 10:30",
    "107, avenue du 11 novembre 1918, 92190", "3 bis, place du 8 mai 1945", "D 906, PK 12+450", "demande n° 2026/000123",
    "LE 123 DE LA RUE", "devant le 123 de la rue", "12 AV 75", "12 BIS 75020", "rue Mme de Sévigné", "av. M. Thorez",
    "rue du Docteur Roux", "place de M. Carnot", "école Mme Curie", "Monsieur le maire,", "Madame la Maire",
    "MONSIEUR LE MAIRE", "Monsieur Le Préfet", "madame n’est pas là", "le monsieur qu’il a vu",
    "Bonjour madame, je vous écris", "bonjour monsieur je vous signale un trou", "Madame, Monsieur,",
    "Bonjour Madame\nVoilà deux mois", "un trou de 2 m. Le bord s’effrite", "2 m de large", "monsieur l’agent",
    "Cordialement\nUn riverain", "appelez le 17 ou le 112", "le 3939", "10 000 euros", "taille 6 @ 10 €",
    "SIRET 732 829 320 00074",
]  # fmt: skip


@pytest.mark.parametrize(("sort", "text"), EACH, ids=[text for _sort, text in EACH])
def test_it_is_found_whole_wherever_it_stands(sort: Sort, text: str) -> None:
    for before, after in (
        ("", ""),
        ("Voyez ", ", merci."),
        ("Éteint (", ")."),
        ("C’est ici : ", "\nMerci beaucoup."),
        ("😀 ", " 😀"),
    ):
        assert seen(f"{before}{text}{after}") == [(text, sort)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_nobody_is_left(text: str) -> None:
    assert seen(text) == []


def test_who_introduces_or_signs_is_found() -> None:
    assert seen("Je m’appelle Odile Garnier et") == [("Odile Garnier", Sort.NAME)]
    assert seen("Cordialement,\n\nJean-Luc Martin") == [("Jean-Luc Martin", Sort.NAME)]


def test_the_requester_s_own_name_is_found_wherever_it_stands() -> None:
    assert seen("Ici c’est GARNIER, odile ou Odilé.", "Odile Garnier") == [
        ("GARNIER", Sort.NAME), ("odile", Sort.NAME), ("Odilé", Sort.NAME),
    ]  # fmt: skip
    assert seen("De Al à Bo.", "Al Bo") == []


def test_many_at_once_come_in_order_and_none_over_another() -> None:
    """Made of the pieces above, between words that name nobody."""
    dice = random.Random(18)
    for _ in range(300):
        pieces = [text for _sort, text in dice.sample(EACH, 4)]
        text = " ; ici c’est cassé, voyez ; ".join(pieces)
        assert [found for found, _sort in seen(text)] == pieces


def test_real_reports_name_nobody(real_data: Path) -> None:
    """5,228 of them: what they say, as it is written, in capitals and in small letters. The register's own site is a link."""
    with gzip.open(real_data / "reports" / "dansmarue_dev.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5228
    columns = ("type", "soustype", "adresse", "datedecl", "intervenant", "id_dmr", "conseilquartier")
    for row in rows:
        text = ". ".join(row[name] or "" for name in columns)
        for told in (text, text.upper(), text.lower()):
            assert seen(told) == []


def test_the_addresses_of_a_city_name_nobody(real_data: Path) -> None:
    with gzip.open(real_data / "ban" / "adresses-paris-1-2-3-4-9.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        text = f"{row['numero']} {row['rep']} {row['nom_voie']} {row['code_postal']} {row['nom_commune']}"
        assert seen(text) == [] == seen(text.upper())


@pytest.mark.parametrize(
    "piece",
    ["a", "0", "06 ", "@", "a@", "M. ", "M. A ", "www.", "http:", "a.", "Mme de ", "cordialement", " ", "A-", "+", "+1 ", "a-",
     "'", "AB 123 ", "je m'appelle ", "rue de ", "a'", "a (at) ", "1234 AB "],
)  # fmt: skip
def test_hostile_words_take_no_more_time_than_their_length_asks(piece: str) -> None:
    """Eight times the words: some eight times as long; a square would be sixty-four. The best of three."""

    def took(length: int) -> float:
        text = (piece * length)[:length]
        tries = []
        for _ in range(3):
            began = time.process_time()
            personal.find(text)
            tries.append(time.process_time() - began)
        return min(tries)

    assert took(20_000) < 24 * took(2_500) + 0.05
