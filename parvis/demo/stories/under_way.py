"""Somebody is at work on these, waits for an answer, or is late."""

from parvis.cases.models import Channel
from parvis.demo.telling import (
    Story,
    answered,
    asked,
    assigned,
    moved,
    noted,
    prioritised,
    promised,
    reminded,
    replied,
    resolved,
    sent_back,
    taken,
    transferred,
)

UNDER_WAY = [
    Story(
        "Lampadaire éteint", "12, rue Basse", (6, "19:42"),
        "Le lampadaire en face du 12 est éteint depuis trois jours.",
        by="Bernard Vasseur",
        then=[
            taken("karim", 5, "08:35"),
            promised("karim", 5, "08:37", for_day=-3),
            noted("karim", 4, "16:10", "Ampoule commandée, livraison jeudi. Prévoir la nacelle."),
        ],
    ),
    Story(
        "Lampadaire qui clignote", "24, avenue de la Gare", (9, "21:05"),
        "Il clignote toute la nuit devant nos fenêtres.",
        by="Chantal Brunet",
        then=[
            assigned("nadia", 8, "09:00", "hugo"),
            promised("hugo", 8, "10:20", for_day=2),
            promised("hugo", 3, "15:45", for_day=-5),
            replied("hugo", 3, "15:48", "Le ballast doit être changé et la pièce manque : nous venons la semaine prochaine."),
        ],
    ),
    Story(
        "Lampadaire éteint", "10, rue des Tilleuls", (4, "20:15"),
        "Plus de lumière dans la rue des Tilleuls.",
        by="Nicolas Fleury",
        then=[
            taken("hugo", 3, "08:20"),
            asked("hugo", 3, "08:26", "Un seul lampadaire est-il éteint, ou toute la rue ? Un numéro de rue nous aiderait."),
        ],
    ),
    Story(
        "Lampadaire éteint", "15, chemin des Moulins", (14, "18:30"),
        "Deux lampadaires éteints à l’entrée du chemin.",
        by="Patricia Noël",
        then=[
            taken("karim", 13, "09:10"),
            promised("karim", 13, "09:12", for_day=5),
            reminded(4, of_day=5),
            noted("karim", 4, "11:30", "Défaut sur le câble souterrain : attente de l’entreprise."),
        ],
    ),
    Story(
        "Lampadaire allumé en plein jour", "19, rue du Stade", (7, "12:10"),
        "Les quatre mâts du stade restent allumés toute la journée.",
        by="Gérard Pons",
        then=[
            taken("karim", 6, "08:40"),
            promised("karim", 6, "08:41", for_day=-1),
            resolved("karim", 1, "16:20", "L’horloge du stade est réglée : les mâts s’éteignent au lever du jour.", minutes=45),
        ],
    ),
    Story(
        "Lampadaire éteint", "8, allée des Peupliers", (12, "07:50"),
        "Le dernier lampadaire de l’allée est éteint.",
        by="Aurélie Chevalier",
        then=[
            taken("hugo", 11, "10:00"),
            promised("hugo", 11, "10:02", for_day=3),
            resolved("hugo", 5, "15:30", "L’ampoule est changée.", minutes=30),
            sent_back("nadia", 4, "09:15", "Il s’est éteint de nouveau hier soir : vérifier le fusible."),
            resolved("hugo", 2, "11:10", "Le fusible et l’ampoule sont changés.", minutes=40),
        ],
    ),
    Story(
        "Nid-de-poule", "58, avenue de la Gare", (5, "08:05"),
        "Nid-de-poule devant la boulangerie, il grandit à chaque pluie.",
        by="Thomas Guérin",
        then=[
            assigned("claire", 4, "09:30", "julien"),
            promised("julien", 4, "11:00", for_day=-4),
            noted("julien", 4, "11:05", "À reboucher avec la tournée de l’avenue, enrobé à froid."),
        ],
    ),
    Story(
        "Trottoir abîmé", "2, rue des Écoles", (10, "17:00"),
        "Le trottoir s’affaisse autour de la plaque, ma mère a trébuché.",
        by="Isabelle Masson",
        then=[
            taken("julien", 9, "09:05"),
            transferred("julien", 9, "14:20", "Eau et assainissement", "C’est le regard qui s’enfonce, pas le trottoir."),
            taken("amelie", 8, "08:30"),
            promised("amelie", 8, "08:45", for_day=-6),
        ],
    ),
    Story(
        "Banc ou mobilier cassé", "31, rue Basse", (8, "11:15"),
        "Deux lattes du banc sont cassées, il y a des échardes.",
        by="Paulette Renard", email=False, channel=Channel.LETTER, typed_by="sonia",
        then=[
            taken("julien", 7, "09:40"),
            promised("julien", 7, "09:45", for_day=-2),
            noted("theo", 6, "10:10", "Même modèle que place du Marché : il reste des lattes à l’atelier."),
        ],
    ),
    Story(
        "Panneau de signalisation abîmé", "9, rue des Remparts", (13, "16:25"),
        "Le panneau de sens interdit est tombé, des voitures arrivent en face.",
        by="Olivier Marchand",
        then=[
            taken("claire", 12, "08:50"),
            promised("claire", 12, "08:52", for_day=4),
            reminded(3, of_day=4),
            noted("claire", 3, "09:20", "Mât plié : livraison du fournisseur repoussée."),
        ],
    ),
    Story(
        "Dépôt sauvage", "5, rue de l’Entrepôt", (3, "07:30"),
        "Un canapé, des pots de peinture et des gravats derrière l’entrepôt.",
        by="Karine Bailly",
        then=[
            taken("ines", 3, "10:15"),
            prioritised("ines", 3, "10:16"),
            promised("ines", 3, "10:20", for_day=-1),
        ],
    ),
    Story(
        "Enlèvement d’encombrants", "33, rue des Tilleuls", (4, "14:00"),
        "Une armoire et un matelas à enlever, je ne peux pas les descendre seule.",
        by="Simone Aubert", email=False, channel=Channel.PHONE, typed_by="sonia",
        then=[
            taken("ines", 4, "15:10"),
            promised("ines", 4, "15:12", for_day=-2),
        ],
    ),
    Story(
        "Arbre ou branche qui menace de tomber", "4, square Jean-Moulin", (2, "09:25"),
        "Une grosse branche du marronnier est fendue au-dessus des bancs.",
        by="Fatima Belkacem",
        then=[
            taken("bruno", 2, "09:50"),
            prioritised("bruno", 2, "09:51"),
            promised("bruno", 2, "10:05", for_day=-1),
            noted("bruno", 2, "11:30", "Périmètre posé, l’élagueur passe avec la nacelle."),
        ],
    ),
    Story(
        "Fuite d’eau sur la voie", "16, quai de Valbe", (6, "06:50"),
        "De l’eau sort de la chaussée devant le 16, cela gèle la nuit.",
        by="Antoine Leclerc",
        then=[
            taken("amelie", 6, "08:05"),
            promised("amelie", 6, "08:10", for_day=2),
            reminded(1, of_day=2),
        ],
    ),
    Story(
        "Fontaine en panne", "3, place du Marché", (5, "15:35"),
        "La fontaine ne coule plus.",
        by="Lucie Hamon",
        then=[
            taken("amelie", 4, "09:00"),
            asked("amelie", 4, "09:05", "La grande fontaine du centre, ou le robinet près de la halle ?"),
            answered(3, "18:40", "Le robinet près de la halle, où l’on remplit les gourdes."),
            promised("amelie", 2, "08:55", for_day=-3),
        ],
    ),
    Story(
        "Marquage au sol effacé", "École Pasteur, 29, rue Pasteur", (11, "08:20"),
        "Le passage piéton devant l’école ne se voit plus.",
        by="Céline Robin",
        then=[
            assigned("claire", 10, "09:20", "julien"),
            promised("julien", 10, "14:00", for_day=-8),
            moved(
                "julien", 9, "11:20", "Devis demandé",
                "Nous sommes passés voir. Une entreprise doit nous faire un devis ; nous vous écrivons ensuite.",
            ),
        ],
    ),
    Story(
        "Place réservée aux personnes handicapées", "22, rue Saint-Jacques", (15, "10:40"),
        "Mon mari est en fauteuil : serait-il possible d’avoir une place réservée près de chez nous ?",
        by="Monique Ferrand",
        then=[
            taken("claire", 14, "11:00"),
            replied("claire", 14, "11:10", "Nous étudions l’emplacement avec la police municipale et revenons vers vous."),
            promised("claire", 9, "16:00", for_day=-10),
        ],
    ),
    Story(
        "Bruit", "24, avenue de la Gare", (3, "23:10"),
        "Le bar du coin met la musique dehors jusqu’à une heure du matin.",
        by="Julie Perrin",
        then=[
            taken("marc", 2, "14:00"),
            asked("marc", 2, "14:10", "Quels soirs avez-vous été gênée ? Nous organiserons un passage."),
        ],
    ),
    Story(
        "Une réclamation", "", (5, "11:50"),
        "J’ai appelé trois fois pour mon dossier de voirie et personne ne m’a rappelé.",
        by="Alain Jacquet",
        then=[
            taken("agnes", 4, "10:00"),
            promised("agnes", 4, "10:05", for_day=-4),
        ],
    ),
    Story(
        "Une idée pour la ville", "", (18, "19:20"),
        "Ouvrir la cour de l’école Pasteur le samedi, avec des jeux pour les enfants du quartier.",
        by="Samir Cherif",
        then=[
            taken("agnes", 16, "09:30"),
            noted("agnes", 12, "17:00", "À l’ordre du jour de la commission des écoles."),
        ],
    ),
]  # fmt: skip
