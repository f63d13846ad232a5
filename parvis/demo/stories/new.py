"""Nobody has taken these yet."""

from parvis.cases.models import Channel, Origin
from parvis.demo.telling import Story

NEW = [
    Story(
        "Lampadaire éteint", "7, rue du Pont-Vieux", (0, "08:50"),
        "Le lampadaire devant le 7 ne s’allume plus depuis hier soir. Il fait très noir au bout du pont.",
        by="Odile Garnier",
    ),
    Story(
        "Câble ou coffret électrique ouvert", "14, rue Saint-Aubin", (0, "08:15"),
        "La porte du coffret gris est arrachée, on voit les fils. Des enfants passent devant pour aller à l’école.",
        by="Marcel Thibault", email=False, channel=Channel.PHONE, typed_by="sonia",
    ),
    Story(
        "Corbeille pleine", "3, place du Marché", (0, "07:55"),
        "La corbeille déborde depuis le marché, les papiers volent jusqu’à la fontaine.",
        by="Leïla Haddad",
    ),
    Story(
        "Nid-de-poule", "40, route de Bourges", (1, "17:20"),
        "Un trou profond sur la voie de droite, juste avant l’arrêt de bus. J’ai failli y laisser une roue.",
        by="Étienne Caillaud",
    ),
    Story(
        "Graffiti ou affichage sauvage", "3, quai de Valbe", (1, "10:05"),
        "Tags sur le mur du lavoir, côté rivière.",
    ),
    Story(
        "Une question", "", (1, "12:30"),
        "Bonjour, à partir de quel âge peut-on s’inscrire au conseil municipal des jeunes ?",
        by="Manon Delorme",
    ),
    Story(
        "Stationnement gênant", "2, rue des Écoles", (2, "08:31"),
        "Chaque matin deux voitures se garent sur le passage piéton devant l’école.",
        by="Sophie Lambert",
    ),
    Story(
        "Une idée pour la ville", "", (2, "20:10"),
        "Un composteur partagé au square Jean-Moulin : une quinzaine de voisins sont prêts à s’en occuper.",
        by="Yannick Morvan",
    ),
    Story(
        "Herbes hautes ou haie qui déborde", "6, impasse des Meuniers", (3, "09:12"),
        "La haie du terrain communal prend la moitié du trottoir, les poussettes passent sur la route.",
        by="Josiane Petit", email=False, channel=Channel.COUNTER, typed_by="sonia",
    ),
    Story(
        "Véhicule abandonné", "11, rue des Cheminots", (4, "18:45"),
        "Une camionnette blanche, AX-482-BD, n’a pas bougé depuis juin, les pneus sont à plat. M. Blanchard, au 13, sait à qui "
        "elle est : 06 39 98 12 34.",
        by="Didier Rousset", origin=Origin.COUNCILLOR,
    ),
]  # fmt: skip
