"""What one may ask of Valbourg, and to whom each request goes."""

from dataclasses import dataclass

from parvis.cases.models import Category, Kind, Publication, Stage
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.exemplify_stages import Example, exemplify_stages
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.demo.questions import QUESTIONS
from parvis.demo.town import BY, Town


@dataclass(frozen=True)
class Offer:
    name: str
    pictogram: str
    unit: str = ""
    kind: Kind = Kind.REPORT
    is_danger: bool = False
    is_private: bool = False
    needs_place: bool = True
    asks_place: bool = True
    is_anonymous: bool = False
    notice: str = ""


# Theme, its pictogram, its usual unit, and its categories.
THEMES: list[tuple[str, str, str, list[Offer]]] = [
    ("Éclairage public", "lightbulb", "Éclairage public", [
        Offer("Lampadaire éteint", "lightbulb-off"),
        Offer("Lampadaire allumé en plein jour", "sun"),
        Offer("Lampadaire qui clignote", "zap"),
        Offer("Câble ou coffret électrique ouvert", "cable", is_danger=True),
    ]),
    ("Rues et trottoirs", "construction", "Voirie", [
        Offer("Nid-de-poule", "construction"),
        Offer("Trottoir abîmé", "footprints"),
        Offer("Panneau de signalisation abîmé", "signpost"),
        Offer("Marquage au sol effacé", "paintbrush"),
        Offer("Banc ou mobilier cassé", "armchair"),
        Offer("Plaque d’égout déplacée", "octagon-alert", "Eau et assainissement", is_danger=True),
    ]),
    ("Propreté", "brush-cleaning", "Propreté", [
        Offer("Dépôt sauvage", "package"),
        Offer("Corbeille pleine", "trash"),
        Offer("Graffiti ou affichage sauvage", "spray-can"),
        Offer("Déjections canines", "dog", is_anonymous=True),
        Offer("Enlèvement d’encombrants", "sofa", kind=Kind.SERVICE,
              notice="Le camion passe le premier mardi du mois. La déchèterie prend aussi les encombrants, sans rendez-vous."),
        Offer("Nuisibles", "rat"),
    ]),
    ("Arbres et jardins", "trees", "Espaces verts", [
        Offer("Arbre ou branche qui menace de tomber", "tree-deciduous", is_danger=True),
        Offer("Herbes hautes ou haie qui déborde", "scissors"),
        Offer("Aire de jeux abîmée", "toy-brick"),
        Offer("Fleurissement", "flower", kind=Kind.SERVICE),
    ]),
    ("Eau", "droplets", "Eau et assainissement", [
        Offer("Fuite d’eau sur la voie", "droplet"),
        Offer("Bouche d’égout bouchée", "waves-horizontal"),
        Offer("Fontaine en panne", "droplets"),
    ]),
    ("Circulation et stationnement", "car", "Police municipale", [
        Offer("Véhicule abandonné", "car"),
        Offer("Stationnement gênant", "circle-parking"),
        Offer("Arceau à vélos", "bike", "Voirie", Kind.SERVICE),
        Offer("Place réservée aux personnes handicapées", "accessibility", "Voirie", Kind.SERVICE),
        Offer("Bruit", "volume-2", kind=Kind.SERVICE, is_private=True),
    ]),
    ("La mairie et vous", "landmark", "Accueil", [
        Offer("Une idée pour la ville", "sparkles", "Cabinet du maire", Kind.IDEA, asks_place=False),
        Offer("Une question", "message-circle-question-mark", "", Kind.QUESTION, is_private=True, needs_place=False),
        Offer("Une réclamation", "mail-warning", "Cabinet du maire", Kind.COMPLAINT, is_private=True, needs_place=False),
        Offer("Féliciter une équipe", "hand-heart", "", Kind.COMPLIMENT, is_private=True, needs_place=False),
    ]),
]  # fmt: skip


# In working days. The police are behind theirs; the first is told to residents.
DELAYS = {
    "Lampadaire éteint": 5, "Nid-de-poule": 10, "Dépôt sauvage": 3, "Corbeille pleine": 2, "Véhicule abandonné": 20,
    "Stationnement gênant": 1, "Bruit": 2, "Une question": 5, "Une réclamation": 15,
}  # fmt: skip
REMINDERS = {"remind_before": 2, "remind_after": 1, "remind_head_after": 3, "remind_every": 5}


def fill(town: Town) -> None:
    """The themes and their categories; who goes where else in some districts; who answers for the street furniture."""
    for theme_name, pictogram, unit, offers in THEMES:
        theme = create_category(theme_name, unit=town.units[unit], pictogram=pictogram, by=BY)
        if theme_name == "Rues et trottoirs":
            theme = _by_stages(theme, town)
        for offer in offers:
            town.categories[offer.name] = create_category(
                offer.name,
                under=theme,
                unit=town.units[offer.unit] if offer.unit else None,
                kind=offer.kind,
                pictogram=offer.pictogram,
                publication=Publication.NEVER if offer.is_private else None,
                is_danger=offer.is_danger,
                needs_place=offer.needs_place,
                asks_place=offer.asks_place,
                is_anonymous=offer.is_anonymous,
                notice=offer.notice,
                by=BY,
            )
    for name, days in DELAYS.items():
        said = {"goal_days": days, "goal_is_told": name == "Lampadaire éteint", "daily_limit": 10, **REMINDERS}
        town.categories[name] = describe_category(town.categories[name], said=said, by=BY)
    for name, questions in QUESTIONS.items():
        town.categories[name] = set_questions(town.categories[name], questions=questions, by=BY)
    lamp, bench = town.categories["Lampadaire éteint"], town.categories["Banc ou mobilier cassé"]
    graffiti = town.categories["Graffiti ou affichage sauvage"]
    lighting = town.units["Éclairage public"]
    riverside, gardens = town.districts["Bords de Valbe"], town.units["Espaces verts"]
    set_rule(lamp, district=town.districts["Les Tilleuls"], to=lighting, agent=town.agents["hugo"], by=BY)
    set_rule(bench, district=riverside, to=gardens, by=BY)
    set_rule(bench, district=town.districts["Gare"], to=town.units["Propreté"], by=BY)
    set_rule(graffiti, district=riverside, to=gardens, by=BY)
    name_owner(bench, agent=town.agents["theo"], district=town.districts["Centre"], by=BY)
    _gather(graffiti, town)


def _gather(graffiti: Category, town: Town) -> None:
    """Who keeps the streets of the centre clean, of three units; walls that are drawn on there come to them."""
    centre, cleanliness = town.districts["Centre"], town.units["Propreté"]
    group = create_group("Propreté centre-ville", unit=cleanliness, by=BY)
    group = set_members(group, to=[town.agents[one] for one in ("ines", "julien", "marc")], by=BY)
    group = describe_group(group, said={"district": centre, "sees_all": True}, by=BY)
    set_rule(graffiti, district=centre, to=cleanliness, group=group, by=BY)


def _by_stages(theme: Category, town: Town) -> Category:
    """What is mended in the streets often waits for a company."""
    stages = exemplify_stages(Example.ROADS, by=BY)
    for stage in Stage.objects.filter(stage_set=stages):
        town.stages[stage.name] = stage
    return describe_category(theme, said={"stages": stages}, by=BY)
