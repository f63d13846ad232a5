"""The ground of Valbourg: an invented town on an invented river, in metres around its square."""

from math import cos, radians

from parvis.cases.operations.receive import Place
from parvis.places.outlines import Outline
from parvis.places.points import Point

LON, LAT = 2.39, 47.08
METRES_A_DEGREE = 111_195.0

Spot = tuple[int, int]

# The walls of the old town, and the boundary of the commune.
WALLS: list[Spot] = [(-600, 500), (100, 750), (700, 450), (750, -350), (50, -650), (-650, -300)]
EDGE: list[Spot] = [
    (-2600, 1500), (-900, 2500), (400, 2700), (2000, 2100), (2900, 600), (2700, -1200), (1200, -2300), (-300, -2600),
    (-1900, -2000), (-2900, -300),
]  # fmt: skip

DISTRICTS: dict[str, tuple[str, list[Spot]]] = {
    "C": ("Centre", WALLS),
    "M": ("Les Moulins", [WALLS[0], EDGE[0], EDGE[1], EDGE[2], WALLS[1]]),
    "G": ("Gare", [WALLS[1], EDGE[2], EDGE[3], EDGE[4], WALLS[2]]),
    "A": ("Saint-Aubin", [WALLS[2], EDGE[4], EDGE[5], EDGE[6], WALLS[3]]),
    "V": ("Bords de Valbe", [WALLS[3], EDGE[6], EDGE[7], WALLS[4]]),
    "T": ("Les Tilleuls", [WALLS[4], EDGE[7], EDGE[8], EDGE[9], EDGE[0], WALLS[0], WALLS[5]]),
}

STREETS: dict[str, Spot] = {
    "1, place de l’Hôtel-de-Ville": (0, 0),
    "12, rue Basse": (-210, -160),
    "31, rue Basse": (-330, -230),
    "4, rue des Tanneurs": (230, -310),
    "18, rue de la Halle": (120, 160),
    "7, rue du Pont-Vieux": (60, -540),
    "22, rue Saint-Jacques": (-380, 240),
    "3, place du Marché": (310, 90),
    "9, rue des Remparts": (560, 280),
    "2, rue des Écoles": (-120, 420),
    "15, chemin des Moulins": (-820, 1420),
    "40, route de Bourges": (-240, 1980),
    "6, impasse des Meuniers": (-1240, 1310),
    "1, place de la Gare": (1150, 980),
    "24, avenue de la Gare": (900, 720),
    "58, avenue de la Gare": (1320, 1120),
    "11, rue des Cheminots": (1560, 1400),
    "5, rue de l’Entrepôt": (820, 1650),
    "14, rue Saint-Aubin": (1120, -210),
    "37, rue Saint-Aubin": (1640, -330),
    "8, allée des Peupliers": (1980, 120),
    "19, rue du Stade": (1450, -1120),
    "Gymnase du Stade, 21, rue du Stade": (1490, -1190),
    "3, quai de Valbe": (320, -1080),
    "16, quai de Valbe": (480, -1320),
    "Aire de jeux du quai de Valbe": (390, -1510),
    "2, chemin du Halage": (140, -1760),
    "10, rue des Tilleuls": (-1180, -240),
    "33, rue des Tilleuls": (-1620, -180),
    "4, square Jean-Moulin": (-940, -820),
    "27, rue Pasteur": (-1340, -1060),
    "École Pasteur, 29, rue Pasteur": (-1390, -1100),
    "6, lotissement du Clos": (-2040, 330),
}


def point(spot: Spot) -> Point:
    east, north = spot
    return Point(
        round(LON + east / (METRES_A_DEGREE * cos(radians(LAT))), 6),
        round(LAT + north / METRES_A_DEGREE, 6),
    )


def place(address: str) -> Place:
    """A street with its number; nowhere for ""."""
    return Place(address, point(STREETS[address]), name=address) if address else Place()


def outlines() -> list[Outline]:
    return [Outline(code, name, _polygon(corners)) for code, (name, corners) in DISTRICTS.items()]


def _polygon(corners: list[Spot]) -> dict[str, object]:
    ring = [[point(corner).lon, point(corner).lat] for corner in [*corners, corners[0]]]
    return {"type": "Polygon", "coordinates": [ring]}
