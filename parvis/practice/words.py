"""What invented residents write: words for what a category seems to be about, or for what it is; names that are nobody's."""

from random import Random

from parvis.cases.models import Category, Kind
from parvis.kernel.text import fold

# The beginnings of words that a category's name or synonyms may have, and what is then written. In French, as the cases are.
TOPICS: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    (("lampadaire", "eclairage", "candelabre"), (
        "Le lampadaire devant chez nous ne s’allume plus depuis trois jours.",
        "Toute la rue est dans le noir à partir de 18 h, on n’y voit plus pour rentrer.",
        "Il clignote toute la nuit et nous empêche de dormir.",
    )),
    (("nid", "chaussee", "voirie", "route"), (
        "Un trou profond s’est ouvert au milieu de la voie, une roue peut y passer.",
        "La chaussée s’affaisse un peu plus à chaque pluie.",
    )),
    (("trottoir", "pave"), ("Une dalle s’est soulevée, ma mère a trébuché hier.", "Le trottoir est défoncé sur deux mètres.")),
    (("graffiti", "tag", "affichage"), ("Des tags sont apparus sur le mur cette nuit.",)),
    (("depot", "encombrant", "sauvage", "ordure"), (
        "Un matelas et deux fauteuils attendent au pied des conteneurs depuis dimanche.",
        "Des gravats ont été laissés là cette nuit.",
    )),
    (("corbeille", "poubelle", "conteneur", "bac"), (
        "La corbeille déborde et le vent emporte les papiers.",
        "Le bac n’a pas été vidé cette semaine.",
    )),
    (("dejection", "chien", "canin"), ("Le passage est couvert de déjections, les enfants l’empruntent chaque matin.",)),
    (("nuisible", "rat", "frelon", "guepe", "pigeon"), ("Nous en voyons plusieurs chaque soir près des conteneurs.",)),
    (("arbre", "branche", "elagage"), (
        "Une grosse branche pend au-dessus du chemin depuis l’orage.",
        "L’arbre penche vers la rue et ses racines sont à l’air.",
    )),
    (("herbe", "haie", "tonte", "espace vert", "fleur", "jardin"), (
        "La haie prend la moitié du trottoir.",
        "Les herbes cachent le panneau.",
    )),
    (("jeu", "toboggan", "balancoire"), ("Une vis dépasse du toboggan, un enfant s’est égratigné.",)),
    (("fuite", "eau potable"), ("L’eau sort du trottoir en continu depuis ce matin.",)),
    (("egout", "assainissement", "avaloir", "pluvial"), ("La bouche est bouchée, l’eau reste sur la rue à chaque averse.",)),
    (("fontaine",), ("La fontaine ne coule plus.",)),
    (("banc", "mobilier", "potelet", "barriere"), ("Deux lattes sont cassées, il y a des échardes.", "Le poteau est couché.")),
    (("panneau", "signalisation", "feu", "marquage"), ("On ne le voit plus, et les voitures ne ralentissent pas.",)),
    (("vehicule", "epave"), ("Une voiture sans plaque n’a pas bougé depuis deux mois, les pneus sont à plat.",)),
    (("stationnement", "parking"), ("Chaque matin, deux voitures bouchent le passage piéton.",)),
    (("bruit", "tapage"), ("La musique dure jusqu’à 3 h chaque vendredi.",)),
    (("velo", "cyclable", "arceau"), ("Il n’y a plus une place libre, les vélos sont attachés aux arbres.",)),
    (("neige", "verglas", "salage"), ("La pente est verglacée, une voisine est tombée.",)),
    (("cimetiere",), ("Le robinet de l’allée principale fuit.",)),
    (("ecole", "cantine", "periscolaire"), ("À qui s’adresser pour changer les jours de cantine ?",)),
    (("cable", "coffret", "electri"), ("La porte du coffret est ouverte, on voit les fils.",)),
]  # fmt: skip
USUAL: dict[str, tuple[str, ...]] = {
    Kind.REPORT: ("C’est abîmé depuis la semaine dernière, et cela s’aggrave.", "Plusieurs voisins l’ont remarqué aussi."),
    Kind.SERVICE: ("Pouvez-vous venir cette semaine ? Je suis là tous les matins.", "Que faut-il faire pour en profiter ?"),
    Kind.COMPLAINT: ("J’ai écrit il y a un mois et personne ne m’a répondu.", "L’accueil m’a renvoyé d’un guichet à l’autre."),
    Kind.QUESTION: ("Bonjour, quels papiers faut-il apporter, et à quelle heure venir ?", "Bonjour, est-ce ouvert le samedi ?"),
    Kind.IDEA: ("Un composteur partagé : une quinzaine de voisins s’en occuperaient.", "Des bancs à l’ombre, pour les aînés."),
    Kind.COMPLIMENT: ("Merci à l’équipe qui est venue si vite.", "Les massifs sont magnifiques cette année."),
}
FIRST = (
    "Odile", "Marcel", "Leïla", "Étienne", "Manon", "Yannick", "Josiane", "Bernard", "Chantal", "Nicolas", "Patricia", "Gérard",
    "Aurélie", "Thomas", "Isabelle", "Paulette", "Fatou", "Lucien", "Mireille", "Samir",
)  # fmt: skip
LAST = (
    "Exemple", "Dessaye", "Inventé", "Delaleçon", "Modèle", "Fictif", "Duparcours", "Lapprenti", "Essai", "Delexercice",
)  # fmt: skip
STREETS = (
    "rue de l’Exercice", "place de l’Essai", "chemin de la Leçon", "allée du Modèle", "avenue de l’Apprentissage",
    "rue du Brouillon", "impasse de la Page-Blanche", "quai de la Répétition",
)  # fmt: skip
DONE = ("C’est fait ce matin.", "Nos équipes sont passées : c’est réglé.", "C’est réparé. Merci de l’avoir signalé.")
ASKED = "Pouvez-vous nous dire à quelle hauteur de la rue, et depuis quand ?"


def words_about(category: Category, dice: Random) -> str:
    about = fold(f" {category.name} {category.synonyms}").replace("’", " ").replace("'", " ").replace("-", " ")
    for beginnings, said in TOPICS:
        if category.kind in (Kind.REPORT, Kind.SERVICE) and any(f" {one}" in about for one in beginnings):
            return dice.choice(said)
    return dice.choice(USUAL[category.kind])


def somebody(dice: Random) -> tuple[str, str]:
    """A first and a last name; of a person who is in no town."""
    return dice.choice(FIRST), dice.choice(LAST)


def somewhere(dice: Random) -> str:
    """An address of a street that is on no map."""
    return f"{dice.randint(1, 60)}, {dice.choice(STREETS)}"
