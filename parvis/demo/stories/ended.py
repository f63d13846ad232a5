"""These are over: repaired within the month, archived, or closed without follow-up."""

from parvis.cases.models import Channel, Outcome
from parvis.demo.telling import (
    REQUESTER,
    Story,
    answered,
    asked,
    assigned,
    closed,
    done,
    noted,
    promised,
    replied,
    resolved,
    taken,
    transferred,
)

ENDED = [
    Story(
        "Lampadaire éteint", "22, rue Saint-Jacques", (16, "20:30"),
        "Le lampadaire devant le lavoir est éteint depuis une semaine.",
        by="Hervé Dumont",
        then=[
            taken("karim", 15, "08:45"),
            promised("karim", 15, "08:47", for_day=9),
            noted("karim", 12, "15:00", "Pas de tension au pied : voir le coffret de la rue."),
            promised("karim", 10, "09:00", for_day=6),
            resolved("karim", 7, "11:40", "La connexion du coffret est refaite et l’ampoule changée.", minutes=95),
            closed("nadia", 6, "09:05"),
        ],
    ),
    Story(
        "Lampadaire éteint", "33, rue des Tilleuls", (20, "19:10"),
        "Éteint depuis la tempête.",
        by="Nathalie Gros",
        then=[
            taken("hugo", 19, "08:30"),
            promised("hugo", 19, "08:32", for_day=13),
            resolved("hugo", 14, "14:15", "L’ampoule est changée.", minutes=25),
            closed("nadia", 14, "17:00"),
        ],
    ),
    Story(
        "Nid-de-poule", "18, rue de la Halle", (14, "09:30"),
        "Trou dans les pavés, juste devant la halle.",
        by="Georges Maillard", email=False, channel=Channel.COUNTER, typed_by="sonia",
        then=[
            assigned("claire", 13, "10:00", "julien"),
            promised("julien", 13, "10:30", for_day=7),
            *done("julien", 8, "15:20", "Les pavés sont reposés.", minutes=120),
        ],
    ),
    Story(
        "Dépôt sauvage", "2, chemin du Halage", (9, "08:10"),
        "Des sacs de gravats au bord de la rivière.",
        by="Élodie Besson",
        then=[
            taken("ines", 9, "09:00"),
            promised("ines", 9, "09:02", for_day=7),
            *done("ines", 8, "10:45", "Les gravats sont enlevés.", minutes=60),
        ],
    ),
    Story(
        "Corbeille pleine", "1, place de la Gare", (6, "18:20"),
        "Les corbeilles du parvis de la gare débordent.",
        then=[
            taken("ines", 5, "07:40"),
            *done("ines", 5, "08:30", "Les corbeilles sont vidées ; un passage est ajouté le soir.", minutes=20),
        ],
    ),
    Story(
        "Graffiti ou affichage sauvage", "École Pasteur, 29, rue Pasteur", (12, "07:45"),
        "Inscriptions injurieuses sur le mur de l’école.",
        by="Céline Robin",
        then=[
            taken("ines", 12, "08:15"),
            promised("ines", 12, "08:16", for_day=11),
            *done("ines", 11, "11:00", "Le mur est nettoyé.", minutes=150),
        ],
    ),
    Story(
        "Aire de jeux abîmée", "Aire de jeux du quai de Valbe", (17, "16:40"),
        "La chaîne d’une balançoire est cassée.",
        by="Amandine Roy",
        then=[
            taken("bruno", 16, "08:20"),
            replied("bruno", 16, "08:30", "Merci : la balançoire est retirée ce matin, le temps de recevoir la pièce."),
            promised("bruno", 16, "08:35", for_day=8),
            *done("bruno", 9, "14:00", "La balançoire est remise, chaînes neuves des deux côtés.", minutes=75),
        ],
    ),
    Story(
        "Bouche d’égout bouchée", "4, rue des Tanneurs", (8, "07:20"),
        "L’eau ne s’écoule plus, la rue est inondée à chaque averse.",
        by="Philippe Lacroix",
        then=[
            taken("amelie", 8, "08:10"),
            promised("amelie", 8, "08:12", for_day=6),
            *done("amelie", 7, "16:00", "L’avaloir est curé.", minutes=90),
        ],
    ),
    Story(
        "Enlèvement d’encombrants", "6, lotissement du Clos", (11, "13:30"),
        "Un réfrigérateur et un vieux vélo.",
        by="Sébastien Klein",
        then=[
            taken("ines", 11, "14:00"),
            promised("ines", 11, "14:01", for_day=6),
            *done("ines", 6, "09:30", "Les encombrants sont enlevés.", minutes=30),
        ],
    ),
    Story(
        "Herbes hautes ou haie qui déborde", "15, chemin des Moulins", (19, "10:15"),
        "Les ronces débordent sur le chemin.",
        by="Patricia Noël",
        then=[
            taken("bruno", 18, "09:00"),
            promised("bruno", 18, "09:05", for_day=10),
            *done("bruno", 12, "12:00", "Le bord du chemin est fauché.", minutes=180),
        ],
    ),
    Story(
        "Arceau à vélos", "1, place de la Gare", (21, "18:05"),
        "Il manque des arceaux à vélos devant la gare, tout est accroché aux grilles.",
        by="Quentin Hubert",
        then=[
            taken("claire", 20, "10:00"),
            promised("claire", 20, "10:10", for_day=10),
            *done("claire", 11, "16:30", "Six arceaux sont posés à gauche de l’entrée.", minutes=240),
        ],
    ),
    Story(
        "Panneau de signalisation abîmé", "37, rue Saint-Aubin", (10, "15:00"),
        "Le panneau « école » est masqué par un autocollant.",
        by="Mathilde Collin",
        then=[
            taken("julien", 9, "09:10"),
            *done("julien", 9, "15:45", "Le panneau est nettoyé.", minutes=15),
        ],
    ),
    Story(
        "Lampadaire éteint", "31, rue Basse", (33, "21:00"),
        "Lampadaire éteint à l’angle de la rue.",
        by="Bernard Vasseur",
        then=[
            taken("karim", 32, "08:30"),
            promised("karim", 32, "08:31", for_day=26),
            resolved("karim", 28, "10:20", "L’ampoule est changée.", minutes=30),
            closed("nadia", 27, "09:00"),
        ],
    ),
    Story(
        "Nid-de-poule", "14, rue Saint-Aubin", (32, "08:40"),
        "Nid-de-poule au milieu de la rue.",
        by="Joël Picard",
        then=[
            assigned("claire", 31, "09:00", "julien"),
            promised("julien", 31, "10:00", for_day=25),
            *done("julien", 25, "14:00", "Le trou est rebouché.", minutes=45),
        ],
    ),
    Story(
        "Déjections canines", "27, rue Pasteur", (34, "17:30"),
        "Le trottoir est impraticable devant l’école.",
        by="Valérie Simon",
        then=[
            taken("ines", 33, "08:00"),
            *done("ines", 32, "09:30", "Le trottoir est lavé et un distributeur de sacs est posé.", minutes=40),
        ],
    ),
    Story(
        "Fuite d’eau sur la voie", "37, rue Saint-Aubin", (31, "06:30"),
        "Une fuite importante devant le 37.",
        by="Rémi Tessier", email=False, channel=Channel.PHONE, typed_by="sonia",
        then=[
            taken("amelie", 31, "08:00"),
            promised("amelie", 31, "08:05", for_day=29),
            *done("amelie", 30, "17:15", "La conduite est réparée.", minutes=300),
        ],
    ),
    Story(
        "Nid-de-poule", "40, route de Bourges", (22, "07:15"),
        "Plusieurs trous sur la route, après le panneau de sortie de la ville.",
        by="Laurent Giraud",
        then=[
            taken("julien", 21, "09:00"),
            closed(
                "claire", 20, "10:30", Outcome.NOT_COMPETENT,
                "Après le panneau, la route est celle du département : nous lui avons transmis votre signalement.",
            ),
        ],
    ),
    Story(
        "Lampadaire éteint", "12, rue Basse", (5, "19:05"),
        "Le lampadaire du 12 ne marche plus.",
        by="Michel Langlois",
        then=[
            closed(
                "nadia", 4, "09:20", Outcome.DUPLICATE,
                "Cette panne nous a déjà été signalée : la réparation est prévue dans les prochains jours.",
            ),
        ],
    ),
    Story(
        "Stationnement gênant", "7, rue du Pont-Vieux", (15, "22:40"),
        "Une voiture devant mon garage.",
        by="Fabrice Marin",
        then=[
            taken("marc", 14, "08:10"),
            closed("marc", 14, "08:40", Outcome.NO_FOLLOW_UP, "La voiture n’était plus là à notre passage."),
        ],
    ),
    Story(
        "Graffiti ou affichage sauvage", "2, chemin du Halage", (13, "12:20"),
        "Affiches collées sur les arbres.",
        by="Hélène Barbier",
        then=[closed(REQUESTER, 12, "18:00", Outcome.WITHDRAWN)],
    ),
    Story(
        "Une idée pour la ville", "", (30, "20:00"),
        "Des bancs à l’ombre le long du quai de Valbe.",
        by="Colette Mercier",
        then=[
            transferred("agnes", 28, "10:00", "Espaces verts", "À chiffrer avec le réaménagement du quai."),
            taken("bruno", 26, "09:00"),
            *done("bruno", 15, "16:00", "Quatre bancs seront posés au printemps, sous les tilleuls.", as_=Outcome.KEPT),
        ],
    ),
    Story(
        "Une idée pour la ville", "", (29, "18:10"),
        "Rendre la piscine gratuite toute l’année.",
        by="Enzo Ferreira",
        then=[
            taken("agnes", 27, "11:00"),
            *done(
                "agnes", 19, "15:00",
                "Le coût, 180 000 € par an, n’a pas été retenu au budget ; l’entrée reste à 1 € pour les moins de 18 ans.",
                as_=Outcome.NOT_KEPT,
            ),
        ],
    ),
    Story(
        "Une question", "", (7, "09:10"),
        "Quels papiers faut-il pour louer la salle des fêtes ?",
        by="Christelle Baron",
        then=[
            taken("sonia", 7, "10:00"),
            asked("sonia", 7, "10:05", "Est-ce pour une association ou pour une fête de famille ?"),
            answered(6, "12:15", "Pour un anniversaire."),
            *done(
                "sonia", 6, "14:30",
                "Une pièce d’identité, un justificatif de domicile et une attestation d’assurance. Le tarif est de 120 €.",
                as_=Outcome.ANSWERED,
            ),
        ],
    ),
    Story(
        "Féliciter une équipe", "", (8, "17:45"),
        "Merci à l’équipe de la propreté : la place était impeccable le lendemain de la fête.",
        by="Ginette Moreau",
        then=[*done("sonia", 7, "09:30", "Votre message est affiché à l’atelier. Merci !", as_=Outcome.THANKED)],
    ),
]  # fmt: skip
