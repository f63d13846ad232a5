"""Valbourg: its services and the people who work there."""

from dataclasses import dataclass

from parvis.cases.models import Category, Stage
from parvis.cases.operations.grant import give_access
from parvis.demo.ground import outlines
from parvis.directory.models import Agent, AgentKind, Role, Unit
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.qualify import qualify
from parvis.directory.operations.units import create_unit
from parvis.directory.queries import reception
from parvis.kernel.actors import System
from parvis.places.models import District
from parvis.places.operations.import_zoning import import_zoning, set_territory

BY = System("demo")
DOMAIN = "valbourg.example"
HOURS, ON_CALL = "lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00", "02 48 00 18 99"
PASSWORD = "parvis-demo"  # public: a demo town is served to this machine only


@dataclass(frozen=True)
class Person:
    """`login`: before the @. `says`: who they are, on the page that invites to try. `unit`: where they work, or what is opened
    to a councillor or a contractor."""

    login: str
    first_name: str
    last_name: str
    says: str
    unit: str = ""
    is_head: bool = False
    is_supervisor: bool = False
    is_administrator: bool = False
    kind: AgentKind = AgentKind.COLLEAGUE

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"


# Name of the unit, of the one above, phone, and whether closing is reserved there.
UNITS: list[tuple[str, str, str, bool]] = [
    ("Cabinet du maire", "Accueil", "02 48 00 18 11", False),
    ("Police municipale", "Accueil", "02 48 00 18 17", False),
    ("Services techniques", "Accueil", "02 48 00 18 20", False),
    ("Éclairage public", "Services techniques", "02 48 00 18 21", True),
    ("Voirie", "Services techniques", "02 48 00 18 22", False),
    ("Propreté", "Services techniques", "02 48 00 18 23", False),
    ("Espaces verts", "Services techniques", "02 48 00 18 24", False),
    ("Eau et assainissement", "Services techniques", "02 48 00 18 25", False),
]

PEOPLE: list[Person] = [
    Person("karim", "Karim", "Lefèvre", "agent à l’éclairage public", "Éclairage public"),
    Person("nadia", "Nadia", "Benali", "cheffe de l’éclairage public, qui clôture", "Éclairage public", is_head=True),
    Person("hugo", "Hugo", "Marchetti", "agent à l’éclairage public", "Éclairage public"),
    Person("claire", "Claire", "Petitjean", "cheffe de la voirie", "Voirie", is_head=True),
    Person("julien", "Julien", "Perrot", "agent à la voirie", "Voirie"),
    Person("theo", "Théo", "Roux", "responsable du mobilier urbain dans le Centre"),
    Person("ines", "Inès", "Colin", "agente à la propreté", "Propreté"),
    Person("bruno", "Bruno", "Fabre", "chef des espaces verts", "Espaces verts", is_head=True),
    Person("amelie", "Amélie", "Caron", "cheffe de l’eau et de l’assainissement", "Eau et assainissement", is_head=True),
    Person("marc", "Marc", "Delattre", "agent de la police municipale", "Police municipale"),
    Person("agnes", "Agnès", "Vidal", "cheffe du cabinet du maire", "Cabinet du maire", is_head=True),
    Person("sonia", "Sonia", "Mercier", "agente d’accueil", "Accueil"),
    Person("helene", "Hélène", "Morel", "superviseure, qui voit toutes les demandes", is_supervisor=True),
    Person("paul", "Paul", "Girard", "administrateur", is_administrator=True),
    Person("elise", "Élise", "Garance", "élue aux travaux, qui consulte", "Services techniques", kind=AgentKind.COUNCILLOR),
    Person(
        "yann",
        "Yann",
        "Le Goff",
        "entreprise, qui ne sait pas qui demande",
        "Éclairage public",
        kind=AgentKind.CONTRACTOR,
    ),
]


@dataclass(frozen=True)
class Town:
    """What the stories speak of, by the names they use."""

    units: dict[str, Unit]
    agents: dict[str, Agent]
    districts: dict[str, District]
    categories: dict[str, Category]
    stages: dict[str, Stage]


def build() -> Town:
    """Services, people and districts; the categories come next. Inside the authority."""
    zoning, _fact = import_zoning("Quartiers", outlines=outlines(), by=BY)
    set_territory([outline.geometry for outline in outlines()], by=BY)
    units = {"Accueil": reception()}
    for name, above, phone, reserved in UNITS:
        units[name] = create_unit(name, under=units[above], phone=phone, is_closing_reserved=reserved, by=BY)
    agents = {person.login: _hire(person, units) for person in PEOPLE}
    districts = {district.name: district for district in District.objects.filter(zoning=zoning)}
    return Town(units=units, agents=agents, districts=districts, categories={}, stages={})


def _hire(person: Person, units: dict[str, Unit]) -> Agent:
    agent = add_agent(
        person.first_name,
        person.last_name,
        email=person.email,
        password=PASSWORD,
        is_supervisor=person.is_supervisor,
        is_administrator=person.is_administrator,
        by=BY,
    )
    if person.kind != AgentKind.COLLEAGUE:
        agent = qualify(agent, as_kind=person.kind, by=BY)
        return give_access(agent, unit=units[person.unit], by=BY)
    if person.unit:
        post(agent, to=units[person.unit], role=Role.HEAD if person.is_head else Role.AGENT, by=BY)
    return agent
