"""One small town and its named people, made through operations only."""

from dataclasses import dataclass

from parvis.cases.actors import Visitor
from parvis.cases.models import Case, Category, Kind
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.place_cases import place_cases
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.directory.models import Agent, Role, Unit
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import create_unit
from parvis.kernel import clock
from parvis.kernel.actors import System
from parvis.kernel.models import Authority
from parvis.kernel.schedule import cancel
from parvis.kernel.tenancy import inside
from parvis.places.models import District
from parvis.places.operations.import_zoning import PLACING, import_zoning, set_territory
from parvis.places.outlines import Outline
from parvis.places.points import Point

PASSWORD = "un-mot-de-passe-d-essai"
MAKER = System("test")


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


# The town is a square of 0.04°; its west half is the Centre, a quarter of it the Gare, the rest in no district.
CENTRE = square(2.00, 47.00, 2.02, 47.04)
STATION = square(2.02, 47.00, 2.04, 47.02)
RUE_BASSE = Place("12, rue Basse", Point(2.01, 47.02), name="12, rue Basse")
PLACE_DE_LA_GARE = Place("1, place de la Gare", Point(2.03, 47.01), name="1, place de la Gare")
IN_NO_DISTRICT = Place("Route du Moulin", Point(2.03, 47.03), name="Route du Moulin")
ELSEWHERE = Place("Loin d’ici", Point(3.00, 48.00))
ODILE = Coordinates(first_name="Odile", last_name="Garnier", email="odile.garnier@exemple.fr", phone="06 12 34 56 78")


@dataclass
class World:
    """`nadia` heads the lighting, where `karim` and `hugo` work and closing is reserved; `claire` heads the roads;
    `theo` answers for the street furniture in the Centre; `helene` supervises; `paul` administers and sees no case;
    `ines` works at cleanliness."""

    authority: Authority
    reception: Unit
    technical: Unit
    lighting: Unit
    roads: Unit
    cleanliness: Unit
    centre: District
    station: District
    lamp: Category
    pothole: Category
    bench: Category
    cable: Category
    idea: Category
    complaint: Category
    nadia: Agent
    karim: Agent
    hugo: Agent
    claire: Agent
    theo: Agent
    ines: Agent
    helene: Agent
    paul: Agent

    def agent(self, agent: Agent) -> Agent:
        """The agent as a new request would load them."""
        return Agent.objects.get(pk=agent.pk)

    def report(self, category: Category | None = None, place: Place = RUE_BASSE, words: str = "Il ne s’allume plus.") -> Case:
        return receive(category or self.lamp, words=words, place=place, requester=ODILE, by=Visitor())


def make_authority(name: str = "Valbourg", host: str = "valbourg.test") -> Authority:
    return Authority.objects.create(
        name=name, insee_code="18999", host=host, site_url=f"http://{host}", mailbox=f"mairie@{host}",
        created_at=clock.now(),
    )  # fmt: skip


def make_world(name: str = "Valbourg", host: str = "valbourg.test") -> World:
    """Must be called before entering the authority; the caller enters `world.authority`."""
    authority = make_authority(name, host)
    with inside(authority):
        return _furnish(authority, host)


def _furnish(authority: Authority, host: str) -> World:
    zoning, _fact = import_zoning(
        "Quartiers",
        outlines=[Outline("C", "Centre", CENTRE), Outline("G", "Gare", STATION)],
        by=MAKER,
    )
    cancel(place_cases(zoning, by=MAKER), PLACING)  # no case is there to be placed: nothing is left to ring
    set_territory([square(2.00, 47.00, 2.04, 47.04)], by=MAKER)
    centre, station = zoning.districts.order_by("code")
    reception = create_unit("Accueil", by=MAKER, email=f"accueil@{host}")
    technical = create_unit("Services techniques", under=reception, by=MAKER)
    lighting = create_unit("Éclairage public", under=technical, is_closing_reserved=True, by=MAKER)
    roads = create_unit("Voirie", under=technical, by=MAKER)
    cleanliness = create_unit("Propreté", under=technical, by=MAKER)

    def person(first: str, last: str, unit: Unit | None = None, role: Role = Role.AGENT, **flags: bool) -> Agent:
        email = f"{first.lower()}@{host}".translate(str.maketrans("éèë", "eee"))  # no server reads an accent there
        agent = add_agent(first, last, email=email, password=PASSWORD, by=MAKER, **flags)
        return post(agent, to=unit, role=role, by=MAKER) if unit else agent

    theme = create_category("Rue et espaces publics", unit=roads, by=MAKER)
    lamp = create_category("Lampadaire éteint", under=theme, unit=lighting, pictogram="lightbulb", by=MAKER)
    pothole = create_category("Nid-de-poule", under=theme, pictogram="construction", by=MAKER)
    bench = create_category("Banc cassé", under=theme, pictogram="armchair", by=MAKER)
    cable = create_category("Câble arraché", under=theme, unit=lighting, is_danger=True, pictogram="triangle-alert", by=MAKER)
    idea = create_category("Une idée pour la ville", kind=Kind.IDEA, needs_place=False, pictogram="sparkles", by=MAKER)
    complaint = create_category("Réclamation", kind=Kind.COMPLAINT, needs_place=False, pictogram="mail", by=MAKER)
    theo = person("Théo", "Roux")
    ines = person("Inès", "Colin", cleanliness)
    set_rule(bench, district=station, to=cleanliness, by=MAKER)
    name_owner(bench, agent=theo, district=centre, by=MAKER)
    return World(
        authority=authority, reception=reception, technical=technical, lighting=lighting, roads=roads,
        cleanliness=cleanliness, centre=centre, station=station, lamp=lamp, pothole=pothole, bench=bench, cable=cable,
        idea=idea, complaint=complaint,
        nadia=person("Nadia", "Benali", lighting, Role.HEAD), karim=person("Karim", "Lefèvre", lighting),
        hugo=person("Hugo", "Marchetti", lighting), claire=person("Claire", "Petitjean", roads, Role.HEAD),
        theo=theo, ines=ines, helene=person("Hélène", "Morel", is_supervisor=True),
        paul=person("Paul", "Girard", is_administrator=True),
    )  # fmt: skip
