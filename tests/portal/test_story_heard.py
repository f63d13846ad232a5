"""What a screen reader says of the pages of a report, in the order in which it says it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.cases.models import Case
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.harness import OpenPage
from tests.world import World

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite_only]

AROUND = """
- link "Aller au contenu"
- banner:
  - link "Valbourg La mairie en ligne"
- main
- contentinfo:
  - link "Données personnelles"
"""
WHAT = """
- list "Étapes":
  - listitem: 1 Où et quoi
  - listitem: 2 Vous
  - listitem: 3 Vérifier
- heading "Où est-ce, et que se passe-t-il ?" [level=1]
- paragraph: Lampadaire éteint
- button "Changer"
- combobox "Où est-ce ?"
- status
- button "Placer sur la carte"
- paragraph: Un agent relit ces mots avant de les publier. Vos coordonnées ne le sont jamais.
- textbox "Que voyez-vous ? (facultatif)"
- paragraph: /Cinq au plus/
- button "Ajouter des photos"
- button "Continuer"
"""
YOU = """
- list "Étapes"
- heading "Comment vous répondre ?" [level=1]
- paragraph: /Rien n’est obligatoire/
- textbox "Votre adresse e-\u2060mail (facultatif)"
- textbox "Votre prénom (facultatif)"
- textbox "Votre nom (facultatif)"
- textbox "Votre téléphone (facultatif)"
- checkbox "Retenir mes coordonnées sur cet appareil"
- status: Enregistré sur cet appareil
- button "Continuer"
- button "Revenir à la page précédente"
- paragraph: /La mairie de Valbourg utilise ces informations/
"""
CHECK = """
- list "Étapes"
- heading "Tout est juste ?" [level=1]
- region "Où et quoi":
  - heading "Où et quoi" [level=2]
  - button "Modifier où et quoi"
  - paragraph: Lampadaire éteint 12, rue Basse
- region "Vous":
  - heading "Vous" [level=2]
  - button "Modifier vos coordonnées"
  - list:
    - listitem: odile@exemple.fr
- button "Envoyer ma demande"
"""
THANKS = """
- heading "Merci, c’est transmis." [level=1]
- paragraph: /Éclairage public a reçu votre demande/
- paragraph: /Ce qui se passe ensuite/
- paragraph: /Votre numéro 2026/
- paragraph: /Votre code de suivi/
- paragraph:
  - text: /Un message part à odile@exemple.fr/
  - link "Corriger l’adresse"
- link "Où en est ma demande ?"
"""
MINE = """
- heading "Lampadaire éteint" [level=1]
- paragraph: /12, rue Basse/
- strong: Demande reçue aujourd’hui
- region "Ce qui s’est passé":
  - list:
    - listitem:
      - time
      - paragraph: Vous faites cette demande.
- heading "Écrire à la mairie" [level=2]
- textbox "Votre message"
- button "Envoyer"
- complementary "En bref"
"""
LIST = """
- heading "Ce qui est signalé dans la commune" [level=1]
- search:
  - combobox "Chercher un problème, une rue ou un numéro"
- navigation "État"
- navigation "Thème"
- region "1 demande":
  - heading "1 demande" [level=2]
  - list:
    - listitem:
      - heading "Lampadaire éteint" [level=3]
"""


def hears(page: Page, expected: str) -> None:
    expect(page.get_by_role("main")).to_match_aria_snapshot(expected)


def steps(page: Page, now: str) -> None:
    """Where one is, said and not only drawn; and reading goes on from the title of the step."""
    expect(page.get_by_role("list", name="Étapes").locator("[aria-current=step]")).to_contain_text(now)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_a_report_is_heard_in_the_order_in_which_it_is_made(open_page: OpenPage, town: World) -> None:
    page = open_page(width=360, height=740)
    page.goto(f"/signaler?categorie={town.lamp.pk}")
    expect(page.locator("body")).to_match_aria_snapshot(AROUND)
    hears(page, WHAT)
    page.get_by_label("Où est-ce").fill("12, rue Basse")
    page.get_by_role("button", name="Continuer").last.click()
    hears(page, YOU)
    steps(page, "Vous")
    page.get_by_label("Votre adresse").fill("odile@exemple.fr")
    page.get_by_role("button", name="Continuer").last.click()
    hears(page, CHECK)
    steps(page, "Vérifier")
    with move_by(timedelta(minutes=1)):
        page.get_by_role("button", name="Envoyer ma demande").click()
        hears(page, THANKS)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("link", name="Où en est ma demande ?").last.click()
    hears(page, MINE)
    page.goto("/demandes")
    hears(page, LIST)


def test_what_is_wrong_is_heard_first_and_leads_to_its_field(open_page: OpenPage, town: World) -> None:
    page = open_page(width=360, height=740)
    page.goto(f"/signaler?categorie={town.lamp.pk}")
    page.get_by_role("button", name="Continuer").last.click()
    told = page.get_by_role("main").get_by_role("link", name="Indiquez où cela se trouve : une adresse ou un lieu.")
    told.click()
    field = page.get_by_label("Où est-ce")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_two_reports_begun_in_two_tabs_stay_two(open_page: OpenPage, town: World) -> None:
    first = open_page(width=360, height=740)
    second = first.context.new_page()
    for page, words in ((first, "Il clignote."), (second, "Il est tombé.")):
        page.goto(f"/signaler?categorie={town.lamp.pk}")
        page.get_by_label("Où est-ce").fill("12, rue Basse")
        page.get_by_label("Que voyez-vous").fill(words)
    for page, words in ((second, "Il est tombé."), (first, "Il clignote.")):
        page.get_by_role("button", name="Continuer").last.click()
        page.get_by_role("button", name="Continuer").last.click()
        with move_by(timedelta(minutes=1)):
            expect(page.get_by_text(words)).to_be_visible()
            page.get_by_role("button", name="Envoyer ma demande").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Merci, c’est transmis.")
    with inside(town.authority):
        assert sorted(Case.objects.values_list("words", flat=True)) == ["Il clignote.", "Il est tombé."]
