"""A case in each state, for the gallery: what its rows and its promises show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    state: str
    word: str
    pictogram: str
    icon: str
    title: str
    place: str
    next: str
    detail: str
    when: str
    edge: str = ""


SAMPLES = [
    Sample(
        state="new", word="Nouvelle", pictogram="armchair", icon="clock", title="Banc cassé", place="jardin des Tilleuls",
        next="Reçue aujourd’hui", detail="La voirie s’en occupe et annoncera une date.", when="ce soir", edge="today",
    ),
    Sample(
        state="open", word="En cours", pictogram="lightbulb", icon="calendar-check", title="Lampadaire éteint",
        place="12, rue Basse, Centre", next="Réparation prévue avant le jeudi 3 décembre",
        detail="Prise en charge par l’éclairage public.", when="en retard de 4 j", edge="late",
    ),
    Sample(
        state="waiting", word="En attente", pictogram="spray-can", icon="message-circle-question-mark",
        title="Tag sur un mur", place="rond-point du Docteur-Anticonstitutionnellement",
        next="En attente d’une précision", detail="La mairie a posé une question.", when="demain", edge="sel",
    ),
    Sample(
        state="done", word="Close", pictogram="construction", icon="circle-check", title="Nid-de-poule",
        place="avenue de la Gare", next="Réparé lundi 30 novembre",
        detail="Promis avant le jeudi 3 décembre, 3 jours d’avance", when="hier",
    ),
    Sample(
        state="ended", word="Close", pictogram="trash", icon="archive", title="Dépôt sauvage", place="chemin des Lavoirs",
        next="Hors de la compétence de la commune", detail="Depuis le lundi 30 novembre.", when="hier",
    ),
]  # fmt: skip
